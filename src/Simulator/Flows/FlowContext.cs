using Simulator.Flows.Decisions;
using Simulator.Randomness;

namespace Simulator.Flows;

/// <summary>What every flow needs: the clock, the cloud, the latencies and somebody to tell what happened.</summary>
internal sealed class FlowContext
{
    /// <summary>Makes the context of a run.</summary>
    public FlowContext(Simulation env, Cloud cloud, RunObserver observer, RunOptions options)
    {
        Env = env;
        Cloud = cloud;
        Observer = observer;
        Options = options;
        Times = new ServiceTimes(cloud.Scenario);
        Streams = new RandomStreams(cloud.Scenario.Seed);
        Traces = options.Explain == ExplainMode.None ? null : [];
    }

    /// <summary>The kernel.</summary>
    public Simulation Env { get; }

    /// <summary>The cloud's state.</summary>
    public Cloud Cloud { get; }

    /// <summary>The metrics.</summary>
    public RunObserver Observer { get; }

    /// <summary>What to record and check.</summary>
    public RunOptions Options { get; }

    /// <summary>The latencies.</summary>
    public ServiceTimes Times { get; }

    /// <summary>The scenario's random streams.</summary>
    public RandomStreams Streams { get; }

    /// <summary>Decision traces as JSON lines, or null when nobody wants them.</summary>
    public List<string>? Traces { get; }

    /// <summary>Told of every decision once a host has accepted the server or nobody will, or null.</summary>
    public Action<Decision>? Listener { get; set; }

    /// <summary>Whether somebody wants to know how decisions were made.</summary>
    public bool Explains => Traces is not null || Listener is not null;

    /// <summary>Servers by name; look-up only.</summary>
    public Dictionary<string, Server> Servers { get; } = new(StringComparer.Ordinal);

    /// <summary>Simulated time since the scenario's start.</summary>
    public TimeSpan Now => Env.Now - Env.StartDate;

    /// <summary>Waits as long as the named latency takes this server.</summary>
    public Event Wait(string latency, Server server) => Env.Sleep(Times.Draw(latency, server.Numbers));

    /// <summary>Passes on a decision that is settled; null where nobody wanted to know.</summary>
    public void Settled(Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        if (Traces is not null && (Options.Explain == ExplainMode.All || decision.Refusal is not null))
        {
            Traces.Add(DecisionLine.Of(decision, Cloud));
        }

        Listener?.Invoke(decision);
    }

    /// <summary>Checks the invariants of the cloud if the run was asked to.</summary>
    public void Changed(ComputeHost host)
    {
        host.Observe(Now);
        if (Options.ChecksInvariants)
        {
            Invariants.Check(Cloud, host, Now);
        }
    }
}
