using Model;
using Model.Diagnostics;
using Model.Pci;
using Model.Servers;
using Simulator.Flows;
using Simulator.Flows.Moves;
using Simulator.Kernel;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// A cloud of two hosts with devices in Placement and one server with a device, on which one operation is done that something interrupts. Every
/// lab is the same to the last random number, so the same operation comes to the same points at the same times.
/// </summary>
internal sealed class InterruptionLab
{
    private const string Text = """
        name: lab
        duration: 6h
        seed: 5
        controller:
          nova_conf: |
            [DEFAULT]
            allow_resize_to_same_host = HERE
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter
            pci_in_placement = true
            [pci]
            alias = { "name": "vf", "vendor_id": "15b3", "product_id": "101e", "device_type": "type-VF", "live_migratable": "yes" }
        hardware:
          machine:
            cores_per_node: 8
            memory_per_node: 64 GiB
            iommu: on
            pci:
              - { id: "15b3:1021", address: "0000:01:00.0", vfs: { id: "15b3:101e", count: 2 } }
              - { id: "8086:1572", address: "0000:03:00.0", vfs: { id: "8086:154c", count: 2 } }
        hosts:
          - name: "n[1-2]"
            hardware: machine
            nova_conf: |
              [DEFAULT]
              shelved_offload_time = 0
              [compute]
              cpu_shared_set = 0-3
              cpu_dedicated_set = 4-7
              [pci]
              device_spec = { "vendor_id": "15b3", "product_id": "101e", "live_migratable": "yes" }
              device_spec = { "vendor_id": "8086", "product_id": "154c", "physical_network": "p1" }
              report_in_placement = true
        flavors:
          net: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "vf:1" } }
          more: { vcpus: 4, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "vf:1" } }
          cells: { vcpus: 2, ram: 8 GiB, disk: 10 GiB, extra_specs: { "pci_passthrough:alias": "vf:1", "hw:cpu_policy": dedicated } }
        networks:
          left: { physical_network: p1, network_type: flat }
        ports:
          port: { network: left, vnic_type: direct }
        workload:
          - requests: []
        """;

    private NovaException? _refusal;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);
    private readonly CloudRun _run;
    private readonly string _flow;
    private readonly ComputeHost _source;
    private readonly ComputeHost _destination;

    private InterruptionLab(string flow)
    {
        using TemporaryFolder folder = new();
        DiagnosticBag problems = new();
        string text = Text.Replace("HERE", flow.EndsWith("-here", StringComparison.Ordinal) ? "true" : "false", StringComparison.Ordinal);
        Scenario? scenario = ScenarioLoader.Load(folder.Write("lab.yaml", text), problems);
        Assert.True(scenario is not null, string.Join('\n', problems.Sorted()));
        _flow = flow;
        _run = new CloudRun(scenario, new RunOptions(ChecksInvariants: true));
        _source = Context.Cloud.HostNamed("n1");
        _destination = Context.Cloud.HostNamed("n2");
        Server = Context.NewServer(new ServerRequest
        {
            Name = "vm",
            At = TimeSpan.Zero,
            Flavor = flow.EndsWith("-pinned", StringComparison.Ordinal) ? "cells" : "net",
            Workload = "lab",
            Destination = flow == "boot-again" ? null : "n1",
        });
        if (flow == "boot-again")
        {
            Context.Hooks.Faults = (point, host, _) => point == FaultPoint.Spawn && host == _source ? new NovaException("Broken", "Broken.") : null;
        }
        else if (flow != "boot")
        {
            Go(new BootFlow(Context, _run.Scheduler).Run(Server));
            Prepare();
        }
    }

    /// <summary>The operations that a lab can do.</summary>
    public static IReadOnlyList<string> Flows { get; } =
    [
        "boot", "delete", "migrate", "confirm", "revert", "live-migrate", "evacuate", "rebuild", "shelve", "unshelve", "start", "stop", "suspend",
        "attach", "detach", "boot-again", "resize-here", "confirm-here", "revert-here", "migrate-pinned", "live-migrate-pinned", "evacuate-pinned",
    ];

    /// <summary>The server.</summary>
    public Server Server { get; }

    /// <summary>What the run's flows share.</summary>
    public FlowContext Context => _run.Context;

    /// <summary>The scheduler.</summary>
    public SchedulerService Scheduler => _run.Scheduler;

    /// <summary>A lab with the server as the operation needs it, at the moment before it begins.</summary>
    public static InterruptionLab For(string flow) => new(flow);

    /// <summary>Does the operation undisturbed.</summary>
    /// <returns>When it waits for something: moments in the middle of its waits, from its begin.</returns>
    public static IReadOnlyList<TimeSpan> PointsOf(string flow)
    {
        InterruptionLab lab = new(flow);
        TimeSpan begin = lab.Context.Now;
        List<TimeSpan> times = [TimeSpan.Zero];
        lab.Go(Watch(lab.Operation()));
        return [.. times.Zip(times.Skip(1), (one, next) => (one + next) / 2)];

        IEnumerable<Event> Watch(IEnumerable<Event> steps)
        {
            foreach (Event step in steps)
            {
                yield return step;
                if (lab.Context.Now - begin > times[^1])
                {
                    times.Add(lab.Context.Now - begin);
                }
            }
        }
    }

    /// <summary>Begins the operation and goes on to a point.</summary>
    /// <returns>What the server's record says there.</returns>
    public string RunTo(TimeSpan point)
    {
        Context.Env.Process(Operation());
        Context.Env.Run(point);
        return Progress();
    }

    /// <summary>A host's service stops, or the whole host, and starts again some minutes later.</summary>
    public void Crash(string host, bool isHost)
    {
        ComputeHost stopped = Context.Cloud.HostNamed(host);
        if (stopped.IsRunning)
        {
            stopped.Stop(Context.Now, isHost);
            Context.Env.Run(Settling);
        }

        _refusal = ComputeLife.Start(Context, stopped);
        Settle();
    }

    /// <summary>Does something else, and waits until all is over.</summary>
    public void Go(IEnumerable<Event> flow)
    {
        Context.Env.Process(flow);
        Settle();
    }

    /// <summary>Waits until all is over.</summary>
    public void Settle() => Context.Env.Run(Settling);

    /// <summary>
    /// Demands that nothing goes on any more, that all invariants hold and that whatever is left over has a name.
    /// </summary>
    public void DemandQuiet()
    {
        Assert.Equal(0, Server.InFlight);
        Invariants.CheckQuiescent(Context);
    }

    /// <summary>How far the operation is, by the server's record.</summary>
    public string Progress()
    {
        string move = Server.Moves.Count == 0 || Server.Instance.IsDeleted ? "" : $", move {Server.Moves[^1].Status.ToName()}";
        return StateOf(Server.Instance) + move;
    }

    /// <summary>What has come of everything: states, host, who holds allocations and devices where, and what leak records say.</summary>
    public string Outcome()
    {
        List<string> parts = [Progress() + (Server.Instance.IsDeleted || Server.Instance.Host is null ? "" : $" on {Server.Instance.Host}")];
        parts.AddRange(Held("server", Server.Uuid));
        foreach (Migration move in Server.Moves)
        {
            parts.AddRange(Held("move", move.Uuid));
        }

        parts.AddRange(from host in Context.Cloud.Hosts
                       from device in HostClaims.DevicesOf(host, Server)
                       group device by (host.Name, device.Status) into devices
                       select $"{devices.Key.Status.ToName()} on {devices.Key.Name}: {devices.Count()}");
        parts.AddRange(Context.Leaks.Rows.Select(row => $"{(row.Until is null ? "leak" : "leak for a time")} on {row.Host}: {row.Cause}").Distinct());
        parts.AddRange(_refusal is null ? [] : [$"the service does not start: {_refusal.Name}"]);
        return string.Join("; ", parts);
    }

    private static string StateOf(Instance instance) => instance.IsDeleted
        ? "deleted"
        : instance.VmState.ToName() + (instance.TaskState == TaskState.None ? "" : "/" + instance.TaskState.ToName());

    private IEnumerable<string> Held(string holder, string consumer)
    {
        string[] hosts = [.. (Context.Cloud.Placement.GetAllocations(consumer)?.Allocations ?? [])
            .Select(held => Context.Cloud.FindRoot(Context.Cloud.Placement.FindProvider(held.ProviderUuid)!.RootUuid)!.Name).Distinct().Order()];
        return hosts.Length == 0 ? [] : [$"{holder} holds {string.Join("+", hosts)}"];
    }

    private void Prepare()
    {
        switch (_flow)
        {
            case "confirm" or "revert":
                Go(new ColdMoveFlow(Context, Scheduler).Run(Server, null, _destination.Name, new FlowOutcome()));
                break;
            case "confirm-here" or "revert-here":
                Go(new ColdMoveFlow(Context, Scheduler).Run(Server, Context.Cloud.Flavor("more"), null, new FlowOutcome()));
                break;
            case "evacuate" or "evacuate-pinned":
                _source.Stop(Context.Now, isHost: true);
                _source.IsForcedDown = true;
                break;
            case "unshelve":
                Go(new ShelveFlow(Context).Run(Server, new FlowOutcome()));
                break;
            case "start":
                Server.Instance.VmState = VmState.Stopped;
                Server.Instance.IsRunning = false;
                break;
            case "detach":
                Go(new AttachFlow(Context).Run(Server, Port, new FlowOutcome()));
                break;
            default:
                break;
        }
    }

    private ServerPort Port => Context.Cloud.Neutron.Find("port")!;

    private IEnumerable<Event> Operation()
    {
        FlowOutcome outcome = new();
        string to = _destination.Name;
        return _flow switch
        {
            "boot" or "boot-again" => new BootFlow(Context, Scheduler).Run(Server, outcome),
            "delete" => new DeleteFlow(Context).Run(Server),
            "resize-here" => new ColdMoveFlow(Context, Scheduler).Run(Server, Context.Cloud.Flavor("more"), null, outcome),
            "migrate" or "migrate-pinned" => new ColdMoveFlow(Context, Scheduler).Run(Server, null, to, outcome),
            "confirm" or "confirm-here" => new ConfirmFlow(Context).Run(Server, outcome),
            "revert" or "revert-here" => new RevertFlow(Context).Run(Server, outcome),
            "live-migrate" or "live-migrate-pinned" => new LiveMigrationFlow(Context, Scheduler).Run(Server, to, outcome),
            "evacuate" or "evacuate-pinned" => new EvacuateFlow(Context, Scheduler).Run(Server, to, outcome),
            "rebuild" => new RebuildFlow(Context, Scheduler).Run(Server, Server.Instance.Image, outcome),
            "shelve" => new ShelveFlow(Context).Run(Server, outcome),
            "unshelve" => new UnshelveFlow(Context, Scheduler).Run(Server, to, outcome),
            "start" => new StartFlow(Context).Run(Server, outcome),
            "stop" => new PowerFlow(Context, PowerChange.Stop).Run(Server, outcome),
            "suspend" => new PowerFlow(Context, PowerChange.Suspend).Run(Server, outcome),
            "attach" => new AttachFlow(Context).Run(Server, Port, outcome),
            "detach" => new DetachFlow(Context).Run(Server, Port, outcome),
            _ => throw new ArgumentException($"there is no flow {_flow}"),
        };
    }
}
