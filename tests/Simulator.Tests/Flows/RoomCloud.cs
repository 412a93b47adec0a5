using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;

namespace Simulator.Tests.Flows;

/// <summary>One small host for tests of what is out of reach: two NUMA nodes of four CPUs each, a card on node 1.</summary>
internal static class RoomCloud
{
    private const string Text = """
        name: room
        duration: 1h
        sample-every: 10min
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter,NUMATopologyFilter
            [pci]
            alias = { "vendor_id": "15b3", "product_id": "101e", "name": "vf", "numa_policy": "required" }
            alias = { "vendor_id": "15b3", "product_id": "101d", "device_type": "type-PF", "name": "pf" }
        hardware:
          box:
            sockets: 2
            cores_per_node: 4
            memory_per_node: 16 GiB
            hugepages: { "1 GiB": 2 }
            pci: [ { id: "15b3:101d", kind: PF, spread: node 1, vfs: { id: "15b3:101e", count: 4 } } ]
        hosts:
          - name: compute
            hardware: box
            disk: 1 TiB
            nova_conf: |
              [compute]
              cpu_dedicated_set = 0-7
              [pci]
              device_spec = { "vendor_id": "15b3", "product_id": "101d" }
              device_spec = { "vendor_id": "15b3", "product_id": "101e" }
        aggregates:
          net: { hosts: compute }
        flavors:
          p2: { vcpus: 2, ram: 1 GiB, extra_specs: { "hw:cpu_policy": dedicated } }
          p4: { vcpus: 4, ram: 1 GiB, extra_specs: { "hw:cpu_policy": dedicated } }
          p1.vf: { vcpus: 1, ram: 1 GiB, extra_specs: { "hw:cpu_policy": dedicated, "pci_passthrough:alias": "vf:1" } }
          p1.pf: { vcpus: 1, ram: 1 GiB, extra_specs: { "hw:cpu_policy": dedicated, "pci_passthrough:alias": "pf:1" } }
          huge: { vcpus: 1, ram: 2 GiB, extra_specs: { "hw:cpu_policy": dedicated, "hw:mem_page_size": 1GB } }
          huge.vf: { vcpus: 1, ram: 2 GiB, extra_specs: { "hw:cpu_policy": dedicated, "hw:mem_page_size": 1GB, "pci_passthrough:alias": "vf:1" } }

        """;

    /// <summary>Runs the cloud with requests, more sections, and replacements in its own text.</summary>
    public static RunResult Run(string requests, string more = "", params (string Old, string New)[] changes)
    {
        string text = Text;
        foreach ((string old, string changed) in changes)
        {
            text = text.Contains(old, StringComparison.Ordinal)
                ? text.Replace(old, changed, StringComparison.Ordinal)
                : throw new ArgumentException($"the cloud has no '{old}'", nameof(changes));
        }

        string indented = string.Concat(requests.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"      {line}\n"));
        return RunText($"{text}workload:\n  - requests:\n{indented}{more}\n");
    }

    /// <summary>Runs a whole scenario.</summary>
    public static RunResult RunText(string text)
    {
        using TemporaryFolder folder = new();
        DiagnosticBag bag = new();
        Scenario scenario = ScenarioLoader.Load(folder.Write("room.yaml", text), bag)
            ?? throw new InvalidOperationException(string.Join('\n', bag.Sorted()));
        return new CloudRun(scenario, new RunOptions()).Run(1, _ => { }, default);
    }

    /// <summary>What is out of reach at an instant: label and number.</summary>
    public static IReadOnlyList<string> Stranded(RunResult result, string metric, TimeSpan at)
    {
        int index = result.Intervals.IndexOf(at);
        return
        [
            .. result.Series.Where(series => series.Metric == metric && series.Values[index] > 0)
                .Select(series => FormattableString.Invariant($"{series.Label} {Math.Round(series.Values[index], 4)}")),
        ];
    }
}
