using Model.Placement;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>Goal: the embedded lists are whole and in the order that others rely on.</summary>
public sealed class StandardNamesTests
{
    [Fact]
    public void Resource_classes_keep_the_order_of_their_definition()
    {
        Assert.Equal(21, StandardNames.ResourceClasses.Count);
        Assert.Equal(["VCPU", "MEMORY_MB", "DISK_GB", "PCI_DEVICE"], StandardNames.ResourceClasses.Take(4));
        Assert.True(StandardNames.IsResourceClass("PGPU"));
        Assert.False(StandardNames.IsResourceClass("pgpu"));
    }

    [Fact]
    public void Traits_are_sorted_and_known_by_exact_case()
    {
        Assert.Equal(StandardNames.Traits.Order(StringComparer.Ordinal), StandardNames.Traits);
        Assert.True(StandardNames.IsTrait("COMPUTE_VIOMMU_MODEL_AUTO"));
        Assert.False(StandardNames.IsTrait("hw_gpu_api_vulkan"));
    }
}
