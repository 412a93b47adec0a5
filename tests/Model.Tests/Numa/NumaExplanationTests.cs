using Model.Numa;
using Xunit;

namespace Model.Tests.Numa;

/// <summary>Goal: a refusal names the attempt that came nearest. Method: one host of two cells, guests that lack one thing.</summary>
public sealed class NumaExplanationTests
{
    [Fact]
    public void Too_little_memory_is_told_with_the_cell_that_lacks_least() => Assert.Equal(
        "guest cell 0 on host cell 1: 4096 MiB of memory needed, 3072 MiB there", Explain(Guest(2, 4096)));

    [Fact]
    public void Too_few_CPUs_beat_too_little_memory_since_the_check_comes_later() => Assert.Equal(
        "guest cell 0 on host cell 1: 5 dedicated CPUs needed, the cell has 4", Explain(Guest(5, 2048)));

    [Fact]
    public void Devices_that_do_not_suit_are_told_when_all_cells_fit() => Assert.Equal(
        "the free PCI devices do not suit the host cells",
        NumaExplanation.Of(Host, Guest(2, 1024), new NumaFitOptions(Pci: new NumaGenerators.Devices([], 0, true))).ToString());

    [Fact]
    public void A_guest_that_fits_has_nothing_to_explain() => Assert.Equal("", Explain(Guest(2, 1024)));

    [Fact]
    public void A_host_without_topology_says_so() =>
        Assert.Equal("the host reports no NUMA topology", NumaExplanation.Of(null, Guest(1, 1), default).ToString());

    private static HostNumaTopology Host { get; } = new([Cell(0, 2048), Cell(1, 3072)]);

    private static string Explain(InstanceNumaTopology guest) => NumaExplanation.Of(Host, guest, default).ToString();

    private static HostNumaCell Cell(int id, long memoryMb) => new()
    {
        Id = id,
        Cpuset = CpuSet.Empty,
        Pcpuset = CpuSet.Range(id * 4, 4),
        MemoryMb = memoryMb,
        Siblings = [.. Enumerable.Range(id * 4, 4).Select(cpu => CpuSet.Of(cpu))],
    };

    private static InstanceNumaTopology Guest(int vcpus, long memoryMb) => new([new InstanceNumaCell
    {
        Id = 0,
        Cpuset = CpuSet.Empty,
        Pcpuset = CpuSet.Range(0, vcpus),
        MemoryMb = memoryMb,
        CpuPolicy = CpuAllocationPolicy.Dedicated,
    }]);
}
