using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Goal: operations do what they did in the release that runs. Method: the same small cloud under two releases.</summary>
public sealed class ReleaseChangeTests
{
    private const string Text = """
        name: release
        duration: 4h
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter
            [pci]
            alias = { "name": "card", "vendor_id": "10ee", "product_id": "5000", "device_type": "type-PCI" }
        hardware:
          machine:
            cores_per_node: 8
            memory_per_node: 64 GiB
            pci:
              - { id: "10ee:5000", address: "0000:02:00.0" }
        hosts:
          - name: "n[1-3]"
            hardware: machine
            nova_conf: |
              [pci]
              passthrough_whitelist = { "vendor_id": "10ee", "product_id": "5000" }
        flavors:
          plain: { vcpus: 2, ram: 8 GiB, disk: 10 GiB }
          card: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "card:1" } }
        images:
          plain: { disk_format: qcow2 }
        workload:
          - requests:
              - { at: 1h, name: first, flavor: card, host: n1 }
              - { at: 1h, name: second, flavor: card, host: n2 }
              - { at: 1h, name: grows, flavor: plain, host: n3 }
        operations: [ { at: 2h, resize: grows, flavor: card } ]
        """;

    [Theory]
    [InlineData("2025.2", 0)]
    [InlineData("2026.2", 1)]
    public void Since_Hibiscus_the_claim_of_a_guest_without_devices_prefers_cells_without_devices(string release, int cell)
    {
        CloudRun run = Load(release, """
            name: cells
            duration: 1h
            controller:
              nova_conf: |
                [filter_scheduler]
                enabled_filters = ComputeFilter,NUMATopologyFilter
            hardware:
              machine:
                numa_nodes_per_socket: 2
                cores_per_node: 8
                memory_per_node: 64 GiB
                pci:
                  - { id: "10ee:5000", address: "0000:02:00.0", spread: node 0 }
            hosts:
              - name: n1
                hardware: machine
                nova_conf: |
                  [pci]
                  device_spec = { "vendor_id": "10ee", "product_id": "5000" }
            flavors:
              cell: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "hw:numa_nodes": "1" } }
            images:
              plain: { disk_format: qcow2 }
            workload:
              - requests: [ { at: 1min, name: guest, flavor: cell } ]
            """);
        run.Run(1, _ => { }, default);
        Assert.Equal(cell, Assert.Single(run.Context.Servers.Values.Single().Instance.Numa!.Cells).Id);
    }

    [Theory]
    [InlineData("2022.2", "NoValidHost", 0)]
    [InlineData("2022.1", "ComputeResourcesUnavailable", 2)]
    public void Before_Zed_a_resize_looks_for_hosts_by_the_old_flavors_devices(string release, string cause, int refusedClaims)
    {
        CloudRun run = Load(release, Text);
        RunResult result = run.Run(1, _ => { }, default);
        Assert.StartsWith(cause + ":", Assert.Single(result.Migrations).Cause, StringComparison.Ordinal);
        Assert.Equal(refusedClaims, run.Context.Cloud.Hosts.Sum(host => host.ClaimsRefused));
    }

    private static CloudRun Load(string release, string text)
    {
        DiagnosticBag problems = new();
        Scenario? scenario = ScenarioLoader.Parse("release.yaml", text + $"\nrelease: \"{release}\"\n", problems);
        Assert.True(scenario is not null, string.Join('\n', problems.Sorted()));
        return new CloudRun(scenario, new RunOptions(ChecksInvariants: true));
    }
}
