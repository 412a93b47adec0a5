using Model;
using Model.Configuration;
using Model.Diagnostics;
using Model.Placement;
using Simulator.Flows;
using Simulator.Flows.Moves;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>Runs a drawn case once, with every invariant watched.</summary>
internal sealed class CaseRun
{
    private readonly FuzzCase _case;
    private readonly CloudRun _run;
    private readonly FlowContext _context;

    private CaseRun(FuzzCase drawn, bool usesFastPath)
    {
        _case = drawn;
        DiagnosticBag problems = new();
        Scenario scenario = ScenarioLoader.Parse("fuzz.yaml", FuzzYaml.Write(drawn), problems)
            ?? throw new InvalidOperationException($"the drawn scenario is not valid: {problems.Items[0]}");
        _run = new CloudRun(scenario, new RunOptions(ChecksInvariants: true, UsesFastPath: usesFastPath));
        _context = _run.Context;
        _context.Hooks.Faults = Fault;
        _context.Env.Process(Operate());
    }

    /// <summary>Flows that were started.</summary>
    public int Operations { get; private set; }

    /// <summary>Operations that the API refused.</summary>
    public int Refusals => _outcomes.Count(outcome => outcome.Refusal is not null);

    private readonly List<FlowOutcome> _outcomes = [];

    /// <summary>Runs a case to its end.</summary>
    /// <returns>The run, and everything that came out of it as one text.</returns>
    /// <exception cref="InvariantException">An invariant broke.</exception>
    public static (CaseRun Run, string Outcome) Run(FuzzCase drawn, bool usesFastPath = true)
    {
        CaseRun run = new(drawn, usesFastPath);
        run.Result = run._run.Run(1, _ => { }, System.Threading.CancellationToken.None);
        return (run, OutcomeText.Of(run.Result, run._context));
    }

    /// <summary>What the run found out.</summary>
    public RunResult Result { get; private set; } = null!;

    /// <summary>Times the invariants were checked.</summary>
    public long Checks => _context.InvariantChecks;

    private IEnumerable<Event> Operate()
    {
        foreach (FuzzStep step in _case.Steps)
        {
            TimeSpan at = TimeSpan.FromSeconds(step.At);
            if (at > _context.Now)
            {
                yield return _context.Env.Sleep(at - _context.Now);
            }

            if (step.Verb >= FuzzVerb.StopHost)
            {
                Operations++;
                Do(step, _context.Cloud.HostNamed(step.Target));
            }
            else if (_context.Servers.TryGetValue(step.Target, out Server? server))
            {
                Operations++;
                FlowOutcome outcome = new();
                _outcomes.Add(outcome);
                _context.Env.Process(Flow(step, server, outcome));
            }
        }
    }

    private IEnumerable<Event> Flow(FuzzStep step, Server server, FlowOutcome outcome) => step.Verb switch
    {
        FuzzVerb.Delete => new DeleteFlow(_context).Run(server),
        FuzzVerb.Migrate => new ColdMoveFlow(_context, _run.Scheduler).Run(server, null, step.Value, outcome),
        FuzzVerb.Resize => new ColdMoveFlow(_context, _run.Scheduler).Run(server, _context.Cloud.Flavor(step.Value!), null, outcome),
        FuzzVerb.Confirm => new ConfirmFlow(_context).Run(server, outcome),
        FuzzVerb.Revert => new RevertFlow(_context).Run(server, outcome),
        FuzzVerb.LiveMigrate => new LiveMigrationFlow(_context, _run.Scheduler).Run(server, step.Value, outcome),
        FuzzVerb.Evacuate => new EvacuateFlow(_context, _run.Scheduler).Run(server, step.Value, outcome),
        FuzzVerb.Rebuild => new RebuildFlow(_context, _run.Scheduler).Run(server, _context.Cloud.Image(step.Value), outcome),
        FuzzVerb.Shelve => new ShelveFlow(_context).Run(server, outcome),
        FuzzVerb.Unshelve => new UnshelveFlow(_context, _run.Scheduler).Run(server, step.Value, outcome),
        FuzzVerb.Start => new StartFlow(_context).Run(server, outcome),
        _ => throw new InvalidOperationException($"{step.Verb} is nothing that is done with a server"),
    };

    private void Do(FuzzStep step, ComputeHost host)
    {
        switch (step.Verb)
        {
            case FuzzVerb.StopHost when host.IsRunning:
                host.Stop(_context.Now);
                host.IsForcedDown = step.Value is not null;
                break;
            case FuzzVerb.StartHost when !host.IsRunning:
                ComputeLife.Start(_context, host);
                break;
            case FuzzVerb.Restart:
                ComputeLife.Start(_context, host, Changed(host, step.Value));
                break;
            case FuzzVerb.Disable or FuzzVerb.Enable:
                new OperatorFlow(_context, _run.Scheduler).SetDisabled(host, step.Verb == FuzzVerb.Disable);
                break;
            case FuzzVerb.Reserve:
                Reserve(host, step.Value!);
                break;
            default:
                break;
        }
    }

    private HostDefinition? Changed(ComputeHost host, string? specs)
    {
        if (specs is null)
        {
            return null;
        }

        FuzzHost drawn = _case.Hosts.First(one => one.Name == host.Name);
        string text = FuzzCatalogue.HostConfiguration(_case, drawn, specs.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        NovaOptions options = NovaOptions.Load(new SourceText("nova.conf", text), _context.Cloud.Scenario.Release, new DiagnosticBag());
        return host.Definition with { Options = options };
    }

    private void Reserve(ComputeHost host, string amount)
    {
        PlacementStore placement = _context.Cloud.Placement;
        foreach (ResourceProvider provider in placement.Subtree(host.Tracker.Facts.Uuid).Where(provider => provider.ParentUuid is not null))
        {
            foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
            {
                placement.UpdateInventory(provider.Uuid, inventory with { Reserved = amount == "0" ? 0 : Math.Min(1, inventory.Total) });
            }
        }
    }

    private NovaException? Fault(FaultPoint point, ComputeHost host, Server server)
    {
        double now = _context.Now.TotalSeconds;
        return _case.Faults.Any(fault => fault.Point == point && fault.Host == host.Name && now >= fault.From && now < fault.Until)
            ? new NovaException("Injected", $"injected failure: {point}")
            : null;
    }
}
