using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Placement;
using Model.Scheduling;
using Model.Servers;
using Simulator.Flows;
using Simulator.Flows.Moves;
using Simulator.Kernel;
using Simulator.Scenarios;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>Does the operations of a recorded run, one after the other, through the simulator's flows.</summary>
internal sealed class RecordedRun
{
    private readonly RecordedCloud _recorded;
    private readonly Simulation _env = new();
    private readonly Cloud _cloud;
    private readonly FlowContext _context;
    private readonly SchedulerService _scheduler;
    private readonly CloudView _view;
    private readonly HashSet<(FaultPoint Point, string Host)> _faults = [];
    private JsonArray _calls = [];
    private JsonArray _scheduling = [];

    public RecordedRun(RecordedCloud recorded)
    {
        _recorded = recorded;
        _cloud = new Cloud(recorded.Scenario);
        RunObserver observer = new(_env, recorded.Scenario);
        _context = new FlowContext(_env, _cloud, observer, new RunOptions())
        {
            Audits = { AreOn = false },
            Decisions = { Reorder = Sort },
            Hooks =
            {
                Faults = (point, host, _) => _faults.Contains((point, host.Name)) ? new NovaException("Injected", "injected failure") : null,
                CallFailed = error => _calls.Add((JsonNode)new JsonArray(error.Method, error.Where, error.Error)),
            },
        };
        _view = new CloudView(_cloud, _context);
        _context.Decisions.Scheduled = report => _scheduling.Add((JsonNode)_view.Show(report));
        _scheduler = new SchedulerService(_context);
    }

    /// <summary>The state of the whole cloud.</summary>
    public JsonObject State() => _view.State();

    /// <summary>Does one operation and all that follows from it.</summary>
    public StepResult Do(CaseReader step)
    {
        _calls = [];
        _scheduling = [];
        _faults.Clear();
        if (step.TryGet("fail", out JsonElement fail) && fail.ValueKind != JsonValueKind.Null)
        {
            foreach (JsonProperty place in fail.EnumerateObject())
            {
                _faults.UnionWith(place.Value.EnumerateArray().Select(host => (PointOf(place.Name), host.GetString()!)));
            }
        }

        FlowOutcome outcome = new();
        NovaException? startError = null;
        string http = "ok";
        string op = step.Get("op").GetString()!;
        switch (op)
        {
            case "stop_host":
                ComputeHost stopped = HostOf(step)!;
                stopped.Stop(_context.Now, isHost: true);
                stopped.IsForcedDown = true;
                break;
            case "start_host" or "restart":
                ComputeHost host = HostOf(step)!;
                startError = ComputeLife.Start(_context, host, _recorded.Changed(host.Definition, step));
                host.IsForcedDown = startError is not null;
                break;
            case "disable" or "enable":
                new OperatorFlow(_context, _scheduler).SetDisabled(HostOf(step)!, op == "disable");
                break;
            case "reserve":
                http = Reserve(step);
                break;
            default:
                _env.Process(Flow(op, step, outcome));
                _env.Run();
                http = outcome.Refusal is null ? "ok" : outcome.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
        }

        return new StepResult(http, outcome.Refusal, startError, _calls, _scheduling);
    }

    /// <summary>Every running host updates its resources, in order.</summary>
    /// <returns>What that raised.</returns>
    public JsonArray AuditAll()
    {
        JsonArray errors = [];
        foreach (ComputeHost host in _cloud.Hosts.Where(host => host.IsRunning))
        {
            // Nova's periodic task lets only this one through; everything else is logged and forgotten.
            if (ComputeLife.Audit(_context, host) is { Name: "ReshapeFailed" } error)
            {
                errors.Add((JsonNode)new JsonArray("update_available_resource", host.Name, error.Name));
            }
        }

        return errors;
    }

    private IEnumerable<Event> Flow(string op, CaseReader step, FlowOutcome outcome)
    {
        if (op == "create")
        {
            Server created = _context.NewServer(new ServerRequest
            {
                Name = step.Get("server").GetString()!,
                At = _context.Now,
                Flavor = step.Get("flavor").GetString()!,
                Image = step.Get("image").GetString(),
                Workload = "recorded",
                Destination = HostOf(step)?.Name,
            });
            return new BootFlow(_context, _scheduler).Run(created, outcome);
        }

        Server server = _context.Servers[step.Get("server").GetString()!];
        string? host = HostOf(step)?.Name;
        return op switch
        {
            "delete" => new DeleteFlow(_context).Run(server),
            "shelve" => new ShelveFlow(_context).Run(server, outcome),
            "confirm" => new ConfirmFlow(_context).Run(server, outcome),
            "revert" => new RevertFlow(_context).Run(server, outcome),
            "start" => new StartFlow(_context).Run(server, outcome),
            "migrate" => new ColdMoveFlow(_context, _scheduler).Run(server, null, host, outcome),
            "resize" => new ColdMoveFlow(_context, _scheduler).Run(server, _cloud.Flavor(step.Get("flavor").GetString()!), host, outcome),
            "live_migrate" => new LiveMigrationFlow(_context, _scheduler).Run(server, host, outcome),
            "evacuate" => new EvacuateFlow(_context, _scheduler).Run(server, host, outcome),
            "unshelve" => new UnshelveFlow(_context, _scheduler).Run(server, host, outcome),
            "rebuild" => new RebuildFlow(_context, _scheduler).Run(server, _cloud.Image(step.Get("image").GetString()), outcome),
            _ => throw new ConformanceException($"operation '{op}' is not understood"),
        };
    }

    private string Reserve(CaseReader step)
    {
        string name = step.Get("provider").GetString()!;
        int reserved = step.Get("reserved").GetInt32();
        int status = 200;
        ResourceProvider provider = _cloud.Placement.FindProviderByName(name)
            ?? throw new ConformanceException($"there is no provider '{name}'");
        foreach (Inventory inventory in _cloud.Placement.GetInventories(provider.Uuid))
        {
            PlacementResult result = _cloud.Placement.UpdateInventory(provider.Uuid, inventory with { Reserved = reserved });
            status = result.IsSuccess ? status : result.Status;
        }

        return status.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private ComputeHost? HostOf(CaseReader step) =>
        step.TryGet("host", out JsonElement host) && host.ValueKind != JsonValueKind.Null ? _cloud.HostNamed(host.GetString()!) : null;

    private static FaultPoint PointOf(string name) => name switch
    {
        "spawn" => FaultPoint.Spawn,
        "migrate_disk" => FaultPoint.MigrateDisk,
        "finish_migration" => FaultPoint.FinishMigration,
        "pre_live_migration" => FaultPoint.PreLiveMigration,
        "live_migration" => FaultPoint.LiveMigration,
        _ => throw new ConformanceException($"place '{name}' is not understood"),
    };

    /// <summary>The recordings took candidates by host name, then, request by request, by the name of the provider that serves it.</summary>
    private CandidateAnswer Sort(RequestSpec request, CandidateAnswer answer)
    {
        string NameOf(string uuid) => _cloud.Placement.FindProvider(uuid)!.Name;
        string[] groups = [.. (request.RequestedResources ?? []).Select(group => group.RequesterId ?? "")];
        string Key(AllocationCandidate candidate) => string.Join(' ', groups.SelectMany(candidate.ProvidersOf).Select(NameOf));
        return answer with
        {
            Candidates =
            [
                .. answer.Candidates.OrderBy(candidate => NameOf(candidate.RootUuid), StringComparer.Ordinal)
                    .ThenBy(Key, StringComparer.Ordinal),
            ],
        };
    }
}
