using Model.Placement.Pci;
using Xunit;

namespace Model.Tests.Placement.Pci;

/// <summary>Goal: spellings meet on the same Placement name on both sides, quirks included.</summary>
public sealed class PciPlacementNamesTests
{
    [Theory]
    [InlineData(null, "CUSTOM_PCI_10DE_20B5")]
    [InlineData("", "CUSTOM_PCI_10DE_20B5")]
    [InlineData("pgpu", "PGPU")]
    [InlineData("custom_x", "CUSTOM_X")]
    [InlineData("CUSTOM_A-B", "CUSTOM_A-B")]
    [InlineData("my -_gpu!", "CUSTOM_MY_GPU_")]
    [InlineData("straße", "CUSTOM_STRASSE")]
    public void Resource_classes_are_upper_cased_before_they_are_looked_up(string? requested, string expected) =>
        Assert.Equal(expected, PciPlacementNames.ResourceClass(requested, "10de", "20b5"));

    [Theory]
    [InlineData("", "")]
    [InlineData("a, b", "CUSTOM_A CUSTOM__B")]
    [InlineData("HW_NIC_SRIOV,z", "CUSTOM_Z HW_NIC_SRIOV")]
    [InlineData("hw_nic_sriov", "CUSTOM_HW_NIC_SRIOV")]
    [InlineData("custom_b,B,CUSTOM_B", "CUSTOM_B")]
    public void Traits_are_not_stripped_and_standard_ones_need_their_exact_case(string list, string expected) =>
        Assert.Equal(expected, string.Join(' ', PciPlacementNames.Traits(list)));

    [Fact]
    public void A_provider_is_named_after_its_node_and_the_address_in_upper_case() =>
        Assert.Equal("node_0000:AF:00.1", PciPlacementNames.ProviderName("node", "0000:af:00.1"));
}
