using Model;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows.Decisions;

/// <summary>How a server got its host, or none: what the scheduler saw and what came of its choice.</summary>
/// <param name="server">The server.</param>
/// <param name="at">When the scheduler answered, or the API refused.</param>
internal sealed class Decision(Server server, TimeSpan at)
{
    /// <summary>The server.</summary>
    public Server Server { get; } = server;

    /// <summary>When the scheduler answered, or the API refused.</summary>
    public TimeSpan At { get; } = at;

    /// <summary>The request as the scheduler got it; null when the API refused.</summary>
    public RequestSpec? Request { get; init; }

    /// <summary>What the scheduler did; null when the API refused.</summary>
    public DecisionTrace? Trace { get; init; }

    /// <summary>Placement's answers, one a query.</summary>
    public IReadOnlyList<AllocationCandidates> Found { get; init; } = [];

    /// <summary>Why Placement found nothing, or null when it found something.</summary>
    public CandidateExplanation? Emptied { get; set; }

    /// <summary>The scheduler's choice, or null.</summary>
    public HostSelection? Selected { get; set; }

    /// <summary>Hosts to try when that refuses, best first.</summary>
    public IReadOnlyList<HostSelection> Alternates { get; set; } = [];

    /// <summary>Hosts that the server was sent to, with their refusals; the last one accepted it if its refusal is null.</summary>
    public List<(HostSelection Selection, NovaException? Refusal)> ComputeClaims { get; } = [];

    /// <summary>The refusal that ended it, or null.</summary>
    public FailureRecord? Refusal { get; set; }

    /// <summary>What happened to the server's hosts, or null when the decision ended before any was looked at.</summary>
    public GuestDecision? Guest => Trace is { Guests: [GuestDecision first, ..] } ? first : null;
}
