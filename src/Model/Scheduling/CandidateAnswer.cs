using Model.Placement;
using Model.Scheduling.Fast;

namespace Model.Scheduling;

/// <summary>Placement's answer to a query for candidates, as the scheduler takes it. Immutable.</summary>
/// <param name="Candidates">The candidates in Placement's order.</param>
/// <param name="Providers">The providers Placement described along with them; only compute nodes among these are looked at.</param>
public sealed record CandidateAnswer(IReadOnlyList<AllocationCandidate> Candidates, IReadOnlyList<string> Providers)
{
    /// <summary>What emptied the set – a resource, trait or group – where somebody asked Placement's model; else null.</summary>
    public string? WhyEmpty { get; init; }

    /// <summary>Whether Placement refused the query (HTTP 4xx): it names a resource class or trait that does not exist there, for example.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Takes the answer of our Placement; candidates are spelled out when somebody looks at them.</summary>
    public static CandidateAnswer From(AllocationCandidates candidates) => new(candidates, new SummaryRoots(candidates))
    {
        IsRefused = !candidates.Result.IsSuccess,
    };
}
