using Model.Scheduling;
using Simulator.Flows.Decisions;

namespace Simulator.Flows;

/// <summary>Who wants to know how decisions were made, and what was written down of them.</summary>
internal sealed class DecisionLog(Cloud cloud, ExplainMode mode)
{
    /// <summary>Decision traces as JSON lines, or null when nobody wants them.</summary>
    public List<string>? Traces { get; } = mode == ExplainMode.None ? null : [];

    /// <summary>Told of every decision once a host has accepted the server or nobody will, or null.</summary>
    public Action<Decision>? Listener { get; set; }

    /// <summary>Told of every answer of the scheduler, for boots and moves alike, or null.</summary>
    public Action<SchedulingReport>? Scheduled { get; set; }

    /// <summary>Puts Placement's candidates into another order, which is as good as any; null for the order in which they come.</summary>
    public Func<RequestSpec, CandidateAnswer, CandidateAnswer>? Reorder { get; set; }

    /// <summary>Whether somebody wants to know how decisions were made.</summary>
    public bool IsWanted => Traces is not null || Listener is not null || Scheduled is not null;

    /// <summary>Passes on a decision that is settled; null where nobody wanted to know.</summary>
    public void Settle(Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        if (Traces is not null && (mode == ExplainMode.All || decision.Refusal is not null))
        {
            Traces.Add(DecisionLine.Of(decision, cloud));
        }

        Listener?.Invoke(decision);
    }
}
