using Model.Scheduling.Fast;

namespace Model.Scheduling;

/// <summary>Placement and the compute database, for a decision in which both answer at once.</summary>
public interface ICandidateSource
{
    /// <summary>Candidates for a query; null when Placement cannot be reached.</summary>
    CandidateAnswer? FindCandidates(ResourceQuery query);

    /// <summary>
    /// Fresh states of compute nodes, in the order in which equal weights shall be tried: ascending host name, ordinal.
    /// </summary>
    /// <param name="providers">Only nodes whose provider is among these; null for all nodes.</param>
    IReadOnlyList<HostState> FindHosts(IReadOnlyList<string>? providers);

    /// <summary>All hosts as they are now, for decisions that need not look at each; null for a source that keeps no table.</summary>
    HostTable? Hosts => null;

    /// <summary>Tries a claim.</summary>
    ClaimOutcome Claim(ClaimAttempt attempt);

    /// <summary>Deletes the allocations of a guest whose request failed.</summary>
    void GiveBack(string instance);
}
