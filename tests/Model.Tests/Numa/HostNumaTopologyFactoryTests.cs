using System.Collections.Immutable;
using Model.Configuration;
using Model.Hardware;
using Model.Numa;
using Xunit;

namespace Model.Tests.Numa;

/// <summary>
/// Goal: a machine and its options give the topology that a libvirt host reports. Method: small machines; the order of cores
/// was taken from Python 3.11, as the expression in each comment prints it.
/// </summary>
public sealed class HostNumaTopologyFactoryTests
{
    private const long Gib = 1L << 30;

    [Theory]
    [InlineData(0, 6, "2 5 4 1 0 3")] // [x for (x,) in {(i,) for i in range(6)}]
    [InlineData(4, 4, "6 7 4 5")] // [x for (x,) in {(i,) for i in range(4, 8)}]
    [InlineData(0, 24, "2 5 11 8 14 17 23 20 4 1 7 10 16 13 19 22 0 3 9 6 12 18 15 21")]
    public void Cores_keep_the_order_of_a_Python_set(int first, int count, string expected)
    {
        LogicalCpu[] cpus = [.. Enumerable.Range(first, count).Select(id => new LogicalCpu(id, 0, id, 0))];
        Assert.Equal(expected, string.Join(' ', Report(cpus, new ComputeOptions()).Cells[0].Siblings));
    }

    [Fact]
    public void Cores_of_two_threads_keep_the_order_of_a_Python_set_too()
    {
        // s = set(); [s.add(tuple({i} | {i + 24})) for i in range(24)]; print(list(s))
        const string expected = "10 6 20 0 11 2 7 16 3 21 12 5 8 17 22 13 18 23 4 19 9 14 1 15";
        LogicalCpu[] cpus = [.. Enumerable.Range(0, 48).Select(id => new LogicalCpu(id, 0, id % 24, 0))];
        ImmutableArray<CpuSet> cores = Report(cpus, new ComputeOptions()).Cells[0].Siblings;
        Assert.Equal(expected, string.Join(' ', cores.Select(core => core.ToArray()[0])));
        Assert.All(cores, core => Assert.Equal(core.ToArray()[0] + 24, core.Last));
    }

    [Theory]
    [InlineData(null, null, "0-3", "0-3", "0-3")]
    [InlineData("1,3", null, "", "1,3", "1,3")]
    [InlineData(null, "0-1", "0-1", "", "0-1")]
    [InlineData("2", "0", "0", "2", "0,2")]
    public void Configured_sets_share_out_the_CPUs(string? dedicated, string? shared, string cpuset, string pcpuset, string inCores)
    {
        ComputeOptions options = new()
        {
            CpuDedicatedSet = dedicated is null ? null : CpuSpec.Parse(dedicated).ToArray(),
            CpuSharedSet = shared is null ? null : CpuSpec.Parse(shared).ToArray(),
        };
        HostNumaCell cell = Report(TwoCores, options).Cells[0];
        Assert.Equal(cpuset, cell.Cpuset.ToString());
        Assert.Equal(pcpuset, cell.Pcpuset.ToString());
        Assert.Equal(inCores, cell.Siblings.Aggregate(CpuSet.Empty, static (sum, core) => sum.Union(core)).ToString());
    }

    [Fact]
    public void Huge_pages_are_taken_from_the_small_ones_and_reserved_as_configured()
    {
        NumaNode node = new(0, 4 * Gib, [new HugePages(2048, 512), new HugePages(1048576, 1)], []);
        HostHardware hardware = new(TwoCores, [node], [], default);
        ComputeOptions options = new() { ReservedHugePages = [new ReservedHugePages(0, 2048, 64), new ReservedHugePages(1, 2048, 9)] };
        HostNumaCell cell = HostNumaTopologyFactory.FromHardware(hardware, options).Cells[0];
        Assert.Equal(4096, cell.MemoryMb);
        HostMemoryPages[] expected = [new(4, 2 * Gib / 4096), new(2048, 512, 0, 64), new(1048576, 1)];
        Assert.Equal<HostMemoryPages>(expected, cell.Mempages);
    }

    [Fact]
    public void CPUs_that_are_not_there_and_nodes_that_are_not_there_are_refused()
    {
        NovaException cpus = Assert.Throws<NovaException>(() => Report(TwoCores, new ComputeOptions { CpuDedicatedSet = [3, 4] }));
        Assert.Equal("Invalid", cpus.Name);
        HostNetworkAffinity networks = new([("physnet1", [1])], []);
        NovaException nodes = Assert.Throws<NovaException>(() => Report(TwoCores, new ComputeOptions(), networks));
        Assert.Equal("InvalidNetworkNUMAAffinity", nodes.Name);
    }

    [Fact]
    public void Cells_tell_their_socket_and_networks()
    {
        LogicalCpu[] cpus = [new(0, 0, 0, 0), new(1, 1, 0, 1), new(2, 1, 1, 1), new(3, 0, 1, 2), new(4, 1, 2, 2)];
        NumaNode[] nodes = [.. Enumerable.Range(0, 4).Select(id => new NumaNode(id, Gib, [], []))];
        HostHardware hardware = new(cpus, nodes, [], default);
        HostNetworkAffinity networks = new([("physnet1", [1, 2])], [2]);
        ImmutableArray<HostNumaCell> cells = HostNumaTopologyFactory.FromHardware(hardware, new ComputeOptions(), networks).Cells;
        Assert.Equal([0, 1, null, null], cells.Select(cell => cell.Socket));
        Assert.Equal(["", "physnet1", "physnet1 tunnel", ""], cells.Select(cell =>
            string.Join(' ', [.. cell.NetworkMetadata!.Physnets, .. cell.NetworkMetadata.Tunneled ? ["tunnel"] : Array.Empty<string>()])));
    }

    private static LogicalCpu[] TwoCores => [new(0, 0, 0, 0), new(1, 0, 1, 0), new(2, 0, 0, 0), new(3, 0, 1, 0)];

    private static HostNumaTopology Report(LogicalCpu[] cpus, ComputeOptions options, HostNetworkAffinity? networks = null) =>
        HostNumaTopologyFactory.FromHardware(
            new HostHardware(cpus, [new NumaNode(0, 4 * Gib, [], [])], [], default), options, networks);
}
