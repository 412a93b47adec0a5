using System.Globalization;
using Model.Hardware;
using Model.Hardware.Sysfs;
using Simulator.Topologies;
using Xunit;

namespace Simulator.Tests.Topologies;

public sealed class CaptureTests
{
    public static TheoryData<string, string> Summaries => new()
    {
        { "r1", "" },
        { "r2", "" },
        { "r3", "" },
        { "r4", "" },
        { "r5", "" },
        { "r6", "" },
        { "r7", "" },
        { "x1", "" },
        { "x2", "" },
        { "x3", "" },
    };

    [Theory]
    [MemberData(nameof(Summaries))]
    public void Imports(string capture, string expected) => Assert.Equal(expected, Summary(Captures.Load(capture)));

    private static string Summary(HostDescription description)
    {
        HostHardware host = description.Hardware;
        string numa = string.Join(' ', host.PciFunctions
            .GroupBy(function => function.NumaNode ?? -1)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Key}:{group.Count()}"));
        string kinds = string.Join(' ', host.PciFunctions.GroupBy(f => f.Kind).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Count()}"));
        string nodes = string.Join(' ', host.NumaNodes.Select(n => $"{n.Id}={n.MemoryBytes >> 20}M/{host.CpusOf(n.Id).Count}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{host.Packages.Count}s {host.CoreCount}c {host.Cpus.Count}t | {nodes} | {host.PciFunctions.Count} pci, numa {numa}, {kinds}, ")
            + $"{host.RootComplexes.Count} roots, {host.PciFunctions.Count(f => f.Driver is not null)} drivers, "
            + $"{host.PciFunctions.Sum(f => f.NetworkDevices.Count)} nets | {host.Iommu.Kernel} | {description.Warnings.Count} warnings: "
            + string.Join(" ; ", description.Warnings);
    }
}
