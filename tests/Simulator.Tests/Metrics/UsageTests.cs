using System.Text.Json;
using Simulator.Commands;
using Simulator.Metrics;
using Simulator.Tests.Commands;
using Simulator.Tests.Flows;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Metrics;

/// <summary>
/// Goal: use is weighted with time, by resource class, NUMA node, type of device and aggregate. Method: one server on one of two hosts for half of an
/// hour, so that every figure is known by hand but for the seconds that a boot and a delete take.
/// </summary>
public sealed class UsageTests
{
    private const double Boots = 0.02;

    private const string Text = """
        name: half
        duration: 1h
        sample-every: 10min
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,NUMATopologyFilter,PciPassthroughFilter
            [pci]
            alias = { "name": "vf", "vendor_id": "15b3", "product_id": "101e", "numa_policy": "required" }
        hardware:
          box:
            sockets: 2
            cores_per_node: 4
            memory_per_node: 8 GiB
            pci: [ { id: "15b3:101d", spread: node 1, vfs: { id: "15b3:101e", count: 4 } } ]
        host-defaults:
          hardware: box
          disk: 100 GiB
          nova_conf: |
            [DEFAULT]
            reserved_host_memory_mb = 0
            [compute]
            cpu_dedicated_set = 0-7
            [pci]
            device_spec = { "vendor_id": "15b3", "product_id": "101e" }
        hosts: [ { name: one }, { name: two } ]
        aggregates: { left: { hosts: one }, right: { hosts: two } }
        flavors:
          f: { vcpus: 2, ram: 4 GiB, disk: 10 GiB, extra_specs: { "hw:cpu_policy": dedicated, "pci_passthrough:alias": "vf:1" } }
        workload:
          - requests: [ { at: 10min, name: s, flavor: f, host: one } ]
        operations: [ { at: 40min, delete: s } ]

        """;

    [Fact]
    public void Means_are_weighted_with_time()
    {
        RunResult run = RoomCloud.RunText(Text);
        ResourceUse Use(string resource) => Assert.Single(run.Summary.Utilization, use => use.Resource == resource);

        // Half of the time two of sixteen CPUs, 4 of 32 GiB and one of eight VFs.
        Assert.Equal(0.5 * 2 / 16, Use("PCPU").Mean, Boots / 8);
        Assert.Equal(2.0 / 16, Use("PCPU").Max, 1e-9);
        Assert.Equal(0.5 * 4 / 32, Use("MEMORY_MB").Mean, Boots / 8);
        Assert.Equal(0.5 * 10 / 200, Use("DISK_GB").Mean, Boots / 8);
        Assert.Equal(0.5 / 8, Use("PCI 15b3:101e type-VF").Mean, Boots / 8);
        Assert.Equal(0, Use("PCPU").End);

        NumaRow node = Assert.Single(run.NumaNodes, row => row is { Host: "one", Node: 1 });
        Assert.Equal(0.5 * 2, node.CpusUsedMean, 2 * Boots);
        Assert.Equal(0.5 * 4096, node.MemoryMibUsedMean, 4096 * Boots);
        Assert.Equal(0.5, node.DevicesUsedMean, Boots);
        Assert.All(
            run.NumaNodes.Where(row => row != node),
            row => Assert.Equal((0, 0, 0), (row.CpusUsedMean, row.MemoryMibUsedMean, row.DevicesUsedMean)));

        UsageRow Row(string aggregate, string resource) => Assert.Single(run.Usage, row => row.Aggregate == aggregate && row.Resource == resource);
        Assert.Equal(0.5 * 2, Row("left", "vcpus").UsedMean, 2 * Boots);
        Assert.Equal(0.5 * 2 / 8, Row("left", "dedicated_cpus").ShareMean, Boots);
        Assert.Equal(0.5 * 10 / 100, Row("left", "disk_gib").ShareMean, Boots);
        Assert.Equal((0, 0), (Row("right", "dedicated_cpus").UsedMean, Row("right", "disk_gib").UsedMean));

        // The same figure on two ways: Placement's allocations in the summary, the hosts' own books in the table.
        foreach ((string resource, string name) in new[] { ("DISK_GB", "disk_gib"), ("MEMORY_MB", "memory_mib"), ("PCPU", "dedicated_cpus") })
        {
            Assert.Equal(Use(resource).Capacity, Row("", name).Capacity, 1e-9);
            Assert.Equal(Use(resource).Mean, Row("", name).ShareMean, Boots / 8);
            Assert.Equal(Row("", name).UsedMean, Row("left", name).UsedMean + Row("right", name).UsedMean, 1e-9);
        }

        Assert.Equal(0.5 / 4, Row("left", "15b3:101e type-VF").ShareMean, Boots);
        Assert.Equal(0.5 / 8, Row("", "15b3:101e type-VF").ShareMean, Boots);
        Assert.Equal(0.5 * 4096, Row("left", "memory_mib").UsedMean, 4096 * Boots);
        Assert.All(run.Usage.Where(row => row.Aggregate == "right"), row => Assert.Equal(0, row.UsedMean));
    }

    [Fact]
    public void They_are_in_the_result_folder_and_in_the_report()
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of("run", folder.Write("half.yaml", Text), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(folder.PathOf("out/summary.json")));
        Assert.True(summary.RootElement.GetProperty("boot_seconds").GetProperty("p95").GetDouble() > 0);
        Assert.True(summary.RootElement.GetProperty("live_migrations").TryGetProperty("downtime_seconds", out _));
        Assert.StartsWith("host,node,", File.ReadLines(folder.PathOf("out/numa.csv")).First(), StringComparison.Ordinal);
        Assert.Contains(
            File.ReadLines(folder.PathOf("out/usage.csv")), line => line.StartsWith("left,15b3:101e type-VF,4,", StringComparison.Ordinal));
        string page = File.ReadAllText(folder.PathOf("out/report.html"));
        Assert.Contains("type-VF", page, StringComparison.Ordinal);
        Assert.Contains("left", page, StringComparison.Ordinal);
    }
}
