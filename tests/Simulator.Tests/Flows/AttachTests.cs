using Model.Diagnostics;
using Model.Pci;
using Simulator.Flows;
using Simulator.Flows.Moves;
using Simulator.Kernel;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: ports come to and go from running servers with their devices, and every refusal leaves things as they were. Method: one host with
/// two VFs, a server without ports, and the flows started while the run goes on.
/// </summary>
public sealed class AttachTests : IDisposable
{
    private const string Text = """
        name: attach
        duration: 1h
        seed: 3
        release: "RELEASE"
        hardware:
          box:
            cores_per_node: 16
            memory_per_node: 64 GiB
            pci: [ { id: "15b3:101d", address: "0000:01:00.0", vfs: { id: "15b3:101e", count: 2 } } ]
        hosts:
          - name: compute
            hardware: box
            nova_conf: |
              [pci]
              passthrough_whitelist = { "product_id": "101e", "physical_network": "p1" }
        flavors:
          m1: { vcpus: 1, ram: 1 GiB }
        networks:
          left: { physical_network: p1, network_type: flat }
        ports:
          a: { network: left, vnic_type: direct }
          b: { network: left, vnic_type: direct }
          c: { network: left, vnic_type: direct }
          plain: { network: left }
        workload:
          - requests: [ { at: 1min, name: vm, flavor: m1 } ]
        """;

    private readonly TemporaryFolder _folder = new();
    private CloudRun _run = null!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_attached_port_has_a_device_and_a_detached_one_gives_it_back()
    {
        Start();
        Server vm = _run.Context.Servers["vm"];
        Assert.Null(Attach("a").Refusal);
        Assert.Null(Attach("plain").Refusal);
        PciDevice device = Assert.Single(HostClaims.DevicesOf(vm.Host!, vm));
        Assert.Equal(PciDeviceStatus.Allocated, device.Status);
        Assert.Equal(device.Address, Port("a").Profile!.Slot);
        Assert.Equal(["a"], vm.Instance.PciRequests.Select(request => request.RequesterId));
        Assert.Empty(vm.PciRequests);

        FlowOutcome outcome = new();
        Go(new DetachFlow(_run.Context).Run(vm, Port("a"), outcome));
        Assert.Null(outcome.Refusal);
        Assert.Equal(PciDeviceStatus.Available, device.Status);
        Assert.Empty(vm.Instance.PciRequests);
        Assert.Equal(["plain"], vm.Ports.Select(port => port.Port.Id));
        Assert.Null(Port("a").Server);
    }

    [Fact]
    public void A_port_that_finds_no_device_is_refused_and_leaves_nothing()
    {
        Start();
        Attach("a");
        Attach("b");
        FlowOutcome refused = Attach("c");
        Assert.Equal((400, "InterfaceAttachPciClaimFailed"), (refused.Status, refused.Refusal!.Name));
        Assert.Equal(2, _run.Context.Servers["vm"].Instance.PciRequests.Count);
        Assert.Null(Port("c").Server);
        FlowOutcome again = Attach("a");
        Assert.Equal((400, "PortInUse"), (again.Status, again.Refusal!.Name));
    }

    [Fact]
    public void A_hypervisor_that_fails_gives_device_and_port_back()
    {
        Start();
        _run.Context.Hooks.Faults = (point, _, _) => point == FaultPoint.Attach ? new Model.NovaException("Injected", "injected") : null;
        FlowOutcome failed = Attach("a");
        Assert.Equal((400, "InterfaceAttachFailed"), (failed.Status, failed.Refusal!.Name));
        Server vm = _run.Context.Servers["vm"];
        Assert.Empty(HostClaims.DevicesOf(vm.Host!, vm));
        Assert.Empty(vm.Instance.PciRequests);
        Assert.Empty(vm.Ports);
        Assert.Null(Port("a").Server);
    }

    [Fact]
    public void Old_releases_attach_only_ports_without_devices()
    {
        Start("2020.1");
        Assert.Equal("AttachSRIOVPortNotSupported", Attach("a").Refusal!.Name);
        Assert.Null(Attach("plain").Refusal);
    }

    private void Start(string release = "2025.2")
    {
        DiagnosticBag problems = new();
        string file = _folder.Write("attach.yaml", Text.Replace("RELEASE", release, StringComparison.Ordinal));
        Scenario? scenario = ScenarioLoader.Load(file, problems);
        Assert.False(problems.HasErrors, string.Join('\n', problems.Items));
        _run = new CloudRun(scenario!, new RunOptions { ChecksInvariants = true });
        _run.Context.Env.Run(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("plain", 0)]
    public void Of_two_calls_for_one_port_that_pass_the_API_together_the_second_finds_it_in_use(string port, int devices)
    {
        Start();
        Server vm = _run.Context.Servers["vm"];
        FlowOutcome first = new();
        FlowOutcome second = new();
        _run.Context.Env.Process(new AttachFlow(_run.Context).Run(vm, Port(port), first));
        Go(new AttachFlow(_run.Context).Run(vm, Port(port), second));

        FlowOutcome[] refused = [.. new[] { first, second }.Where(outcome => outcome.Refusal is not null)];
        Assert.Equal("PortInUse", Assert.Single(refused).Refusal!.Name);
        Assert.Equal([port], vm.Ports.Select(held => held.Port.Id));
        Assert.Equal((devices, devices), (HostClaims.DevicesOf(vm.Host!, vm).Count, vm.Instance.PciRequests.Count));
    }

    private FlowOutcome Attach(string port)
    {
        FlowOutcome outcome = new();
        Go(new AttachFlow(_run.Context).Run(_run.Context.Servers["vm"], Port(port), outcome));
        return outcome;
    }

    private void Go(IEnumerable<Event> flow)
    {
        _run.Context.Env.Process(flow);
        _run.Context.Env.Run(TimeSpan.FromMinutes(5));
    }

    private ServerPort Port(string name) => _run.Context.Cloud.Neutron.Find(name)!;
}
