using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>What a trial came to.</summary>
/// <param name="Host">The host that would be chosen, or null.</param>
/// <param name="Trace">How.</param>
/// <param name="Candidates">Placement's candidates, of all hosts.</param>
internal sealed record TrialAnswer(string? Host, DecisionTrace Trace, IReadOnlyList<AllocationCandidate> Candidates)
{
    /// <summary>The filter that left no host, or null when there was no candidate to begin with or a host was chosen.</summary>
    public string? EmptiedBy => Host is null && Trace is { Guests: [.., { Filters: [.., { After: 0 } last] }] } ? last.Filter : null;
}
