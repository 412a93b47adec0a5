using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Ports of servers in a run: who gets which, what the API refuses, and that bindings go when servers do.</summary>
public sealed class PortTests : IDisposable
{
    private const string Cloud = """
        name: ports
        duration: 1h
        seed: 3
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter,NUMATopologyFilter
        hardware:
          box:
            cores_per_node: 16
            memory_per_node: 64 GiB
            pci: [ { id: "15b3:101d", address: "0000:01:00.0", serial: S, vfs: { id: "15b3:101e", count: 8 } } ]
        hosts:
          - name: compute
            hardware: box
            nova_conf: |
              [pci]
              passthrough_whitelist = { "product_id": "101e", "physical_network": "p1" }
        flavors:
          m1: { vcpus: 1, ram: 1 GiB }
          cells: { vcpus: 1, ram: 1 GiB, extra_specs: { "hw:numa_nodes": 1 } }
        networks:
          left: { physical_network: p1, network_type: flat }
          overlay: { network_type: geneve }
        ports:
          up: { network: left, vnic_type: direct }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_server_of_an_arrival_process_gets_ports_of_its_own()
    {
        RunResult result = Run("""
            workload:
              - name: load
                arrivals: { process: regular, rate: 60/h }
                flavor: m1
                limit: 8
                lifetime: 1min
                ports: [ { network: left, vnic_type: direct }, { network: overlay } ]
                networks: overlay
            """, "timing: { spawn: 1s, destroy: 1s }");
        Assert.All(result.Servers, server => Assert.Single(server.Devices));
        Assert.Equal(["up", "load-1/1", "load-1/2", "load-2/1"], result.Ports.Select(port => port.Port).Take(4));
        Assert.Equal(1 + (2 * 8), result.Ports.Count);
        Assert.All(result.Servers, server => Assert.Equal(ServerState.Deleted, server.State));
        Assert.All(result.Ports, port => Assert.Equal(("", "", "", ""), (port.Server, port.Host, port.PciSlot, port.Traffic)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void While_servers_come_and_go_each_bound_port_has_a_device_of_its_server(int seed)
    {
        RunResult result = Run($$"""
            workload:
              - name: load
                arrivals: { process: poisson, rate: 200/h }
                flavor: { m1: 1, cells: 1 }
                lifetime: { distribution: exponential, mean: 3min }
                ports: [ { network: left, vnic_type: direct }, { network: left, vnic_type: macvtap } ]
            timing: { spawn: { distribution: exponential, mean: 20s } }
            """, "", "seed: 3", $"seed: {seed}");
        Dictionary<string, string> ownerOf = result.Devices.ToDictionary(device => device.Address, device => device.Server);
        PortRow[] bound = [.. result.Ports.Where(port => port.Server.Length > 0)];
        Assert.All(bound, port => Assert.Equal(port.Server, ownerOf[port.PciSlot]));
        Assert.Equal(bound.Length, bound.Select(port => port.PciSlot).Distinct().Count());
        int active = result.Servers.Count(server => server.State == ServerState.Active);
        Assert.InRange(active, 1, 4);
        Assert.True(bound.Length >= 2 * active);
        Assert.Contains(result.Servers, server => server.State == ServerState.Error);
    }

    [Fact]
    public void A_port_in_use_is_refused_by_the_api_and_in_a_race_by_the_compute()
    {
        RunResult result = Run("""
            workload:
              - requests:
                  - { at: 1min, name: one, flavor: m1, ports: up }
                  - { at: 1min, name: two, flavor: m1, ports: up }
                  - { at: 30min, name: late, flavor: m1, ports: up }
            """);
        ServerRecord[] losers = [.. result.Servers.Where(server => server.State == ServerState.Error)];
        Assert.Equal(2, losers.Length);
        Assert.Contains(result.Failures, failure => failure is { Stage: "network", Exception: "PortInUse", Final: false });
        FailureRecord late = losers.Single(server => server.Name == "late").Failure!;
        Assert.Equal(("api", "PortInUse"), (late.Stage, late.Exception));
        Assert.Equal(result.Servers.Single(server => server.State == ServerState.Active).Name, result.Ports[0].Server);
        Assert.Single(result.Devices, device => device.Server.Length > 0);
    }

    [Theory]
    [InlineData("2025.2", "remote-managed", "placement")]
    [InlineData("2021.2", "remote-managed", "api: ForbiddenWithRemoteManagedPorts")]
    [InlineData("2025.2", "accelerator-direct", "api: DeviceProfileError")]
    [InlineData("2025.2", "normal", "")]
    public void Kinds_of_ports_that_cannot_be_served_are_refused(string release, string type, string refusal)
    {
        RunResult result = Run($$"""
            release: "{{release}}"
            workload:
              - requests: [ { at: 1min, name: one, flavor: m1, ports: { network: left, vnic_type: {{type}} } } ]
            """);
        FailureRecord? failure = result.Servers[0].Failure;
        Assert.Equal(refusal, failure is null ? "" : failure.Stage == "api" ? $"api: {failure.Exception}" : failure.Stage);
    }

    [Theory]
    [InlineData("2025.2", false)]
    [InlineData("2020.2", true)]
    public void Ports_have_a_numa_policy_of_their_own_since_Wallaby(string release, bool starts)
    {
        // Without a node of its own the card suits legacy, and never required.
        RunResult result = Run($$"""
            release: "{{release}}"
            workload:
              - requests:
                  - { at: 1min, name: one, flavor: cells, ports: { network: left, vnic_type: direct, numa_affinity_policy: required } }
            """, "", "vfs: {", "spread: none, vfs: {");
        Assert.Equal(starts ? ServerState.Active : ServerState.Error, result.Servers[0].State);
    }

    private RunResult Run(string load, string more = "", string old = "§", string changed = "§")
    {
        DiagnosticBag problems = new();
        string file = _folder.Write("ports.yaml", Cloud.Replace(old, changed, StringComparison.Ordinal) + load + "\n" + more);
        Scenario? scenario = ScenarioLoader.Load(file, problems);
        Assert.True(scenario is not null, string.Join('\n', problems.Sorted()));
        return new CloudRun(scenario, new RunOptions { ChecksInvariants = true }).Run(1, _ => { }, CancellationToken.None);
    }
}
