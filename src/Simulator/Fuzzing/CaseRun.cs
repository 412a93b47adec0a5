using Model;
using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>One run of a drawn case, from its scenario text and from nothing else.</summary>
internal sealed class CaseRun
{
    private readonly CloudRun _run;
    private readonly FlowContext _context;

    private CaseRun(string scenario, RunOptions options)
    {
        DiagnosticBag problems = new();
        Scenario read = ScenarioLoader.Parse("fuzz.yaml", scenario, problems)
            ?? throw new InvalidDataException(problems.Sorted()[0].ToString());
        _run = new CloudRun(read, options);
        _context = _run.Context;
        Func<FaultPoint, ComputeHost, Server, NovaException?>? faults = _context.Hooks.Faults;
        _context.Hooks.Faults = (point, host, server) => Count(faults?.Invoke(point, host, server));
    }

    /// <summary>Runs a case to its end.</summary>
    /// <exception cref="InvariantException">An invariant broke.</exception>
    /// <exception cref="CloudStartException">A service refuses the configuration.</exception>
    public static CaseRun Run(FuzzCase drawn, Action<CloudRun>? prepares = null, bool usesFastPath = true)
    {
        CaseRun run = new(FuzzYaml.Write(drawn), new RunOptions(ChecksInvariants: true, UsesFastPath: usesFastPath));
        prepares?.Invoke(run._run);
        run.Result = run._run.Run(1, _ => { }, System.Threading.CancellationToken.None);
        run.Outcome = OutcomeText.Of(run.Result);
        return run;
    }

    /// <summary>What the run found out.</summary>
    public RunResult Result { get; private set; } = null!;

    /// <summary>All of it as one text.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Operations that the API or a starting service refused.</summary>
    public int Refusals => Result.Operations.Count(operation => operation.Outcome == "refused");

    /// <summary>Faults that struck in a flow, and hosts that failed by chance.</summary>
    public int Faults { get; private set; }

    /// <summary>Times the invariants were checked.</summary>
    public long Checks => _context.InvariantChecks;

    private NovaException? Count(NovaException? fault)
    {
        Faults += fault is null ? 0 : 1;
        return fault;
    }
}
