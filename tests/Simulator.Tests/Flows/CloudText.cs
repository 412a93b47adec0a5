using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>A small cloud for tests of campaigns and faults: four hosts in two racks, two of them with VFs that migrate live.</summary>
internal static class CloudText
{
    private const string Base = """
        name: small
        duration: 6h
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter
            [pci]
            alias = { "name": "vf", "vendor_id": "15b3", "product_id": "101e", "device_type": "type-VF", "live_migratable": "yes" }
            alias = { "name": "card", "vendor_id": "10ee", "product_id": "5000" }
        hardware:
          machine:
            cores_per_node: 8
            memory_per_node: 64 GiB
            iommu: on
            pci:
              - { id: "15b3:1021", address: "0000:01:00.0", vfs: { id: "15b3:101e", count: 2 } }
              - { id: "10ee:5000", address: "0000:02:00.0" }
        host-defaults:
          hardware: machine
          rack: { from: name, size: 2 }
          nova_conf: |
            [pci]
            device_spec = { "vendor_id": "15b3", "product_id": "101e", "live_migratable": "yes" }
            device_spec = { "vendor_id": "10ee" }
        hosts:
          - { name: "n[1-4]" }
        flavors:
          plain: { vcpus: 2, ram: 8 GiB, disk: 10 GiB }
          net: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "vf:1" } }
          card: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "card:1" } }

        """;

    /// <summary>Runs the cloud with more sections, with all invariants.</summary>
    public static RunResult Run(string sections, params string[] changes) => RunText(Base + sections, changes);

    /// <summary>The same with devices in Placement and cards for one use.</summary>
    public static RunResult RunReported(string sections, params string[] changes) => RunText(
        Base.Replace("device_spec = { \"vendor_id\": \"10ee\" }",
            "device_spec = { \"vendor_id\": \"10ee\", \"one_time_use\": \"true\" }\n    report_in_placement = true",
            StringComparison.Ordinal) + sections,
        changes);

    /// <summary>The scenario of the cloud with more sections.</summary>
    public static Scenario Load(string sections, params string[] changes) => LoadText(Base + sections, changes);

    private static RunResult RunText(string text, string[] changes) =>
        new CloudRun(LoadText(text, changes), new RunOptions(ChecksInvariants: true)).Run(1, _ => { }, default);

    private static Scenario LoadText(string text, string[] changes)
    {
        using TemporaryFolder folder = new();
        DiagnosticBag problems = new();
        Scenario? scenario = ScenarioLoader.Load(folder.Write("small.yaml", text), problems, changes);
        Assert.True(scenario is not null, string.Join('\n', problems.Sorted()));
        return scenario;
    }

    /// <summary>What is wrong with the cloud and more sections.</summary>
    public static IReadOnlyList<string> ProblemsOf(string sections, params string[] changes)
    {
        using TemporaryFolder folder = new();
        DiagnosticBag problems = new();
        _ = ScenarioLoader.Load(folder.Write("small.yaml", Base + sections), problems, changes);
        return [.. problems.Sorted().Select(problem => problem.ToString())];
    }
}
