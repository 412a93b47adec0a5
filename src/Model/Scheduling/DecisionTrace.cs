using Model.Placement;

namespace Model.Scheduling;

/// <summary>
/// Keeps all that a decision tells, in order, as plain records that a report can print or count. It keeps references only: sentences are
/// made when somebody reads them.
/// </summary>
/// <param name="keepsWeights">
/// Whether weights, ranking and all refusals are kept; with only the refusals of the filter that left no host a trace is cheap enough to
/// follow every decision, just in case it fails.
/// </param>
public sealed class DecisionTrace(bool keepsWeights = true) : IDecisionTrace
{
    private readonly List<GuestDecision> _guests = [];

    /// <summary>The queries to Placement; pinned guests are asked for twice.</summary>
    public List<ResourceQuery> Queries { get; } = [];

    /// <summary>Candidates and hosts of each answer; -1 candidates when Placement could not be reached.</summary>
    public List<(int Candidates, int Hosts)> Answers { get; } = [];

    /// <summary>What emptied the last answer that held no candidate, where Placement's model told; else null.</summary>
    public string? WhyNoCandidates { get; private set; }

    /// <summary>What happened for each guest, and, with instance -1, for the alternates.</summary>
    public IReadOnlyList<GuestDecision> Guests => _guests;

    /// <summary>For each guest the choice and its alternates; empty after a failure.</summary>
    public IReadOnlyList<IReadOnlyList<Selection>> Selections { get; private set; } = [];

    /// <summary>Why the request failed, or null.</summary>
    public NovaException? Refusal { get; private set; }

    /// <inheritdoc/>
    public bool WantsWeights => keepsWeights;

    /// <inheritdoc/>
    public void Queried(ResourceQuery query) => Queries.Add(query);

    /// <inheritdoc/>
    public void Answered(int candidates, int hosts) => Answers.Add((candidates, hosts));

    /// <inheritdoc/>
    public void Emptied(string why) => WhyNoCandidates = why;

    /// <inheritdoc/>
    public void FilteringBegan(int instance, int hosts) => _guests.Add(new GuestDecision(instance, hosts));

    /// <inheritdoc/>
    public void Refused(IHostFilter? filter, HostState host, FilterVerdict verdict) =>
        _guests[^1].Refusals.Add(new HostRefusal(filter, host, verdict));

    /// <inheritdoc/>
    public void Filtered(IHostFilter filter, int before, int after)
    {
        _guests[^1].Filters.Add(new FilterCount(filter.Name, before, after));
        if (!keepsWeights && after > 0)
        {
            // A failure is blamed on the filter that left no host.
            _guests[^1].Refusals.Clear();
        }
    }

    /// <inheritdoc/>
    public void Weighed(IHostWeigher weigher, HostState host, double raw, double normalized, double multiplier) =>
        _guests[^1].Weights.Add(new HostWeight(weigher.Name, host.Host, host.Node, raw, normalized, multiplier));

    /// <inheritdoc/>
    public void Ranked(IReadOnlyList<WeighedHost> hosts)
    {
        foreach (WeighedHost host in hosts)
        {
            AllocationCandidate? first = host.Host.CandidateCount > 0 ? host.Host.FirstCandidate : null;
            _guests[^1].Ranking.Add(new RankedHost(host.Host.Host, host.Host.Node, host.Weight, first));
        }
    }

    /// <inheritdoc/>
    public void Claimed(ClaimAttempt attempt, ClaimOutcome outcome) =>
        _guests[^1].Claims.Add(new ClaimRecord(attempt.Instance, attempt.Host.Host, attempt.Candidate, outcome));

    /// <inheritdoc/>
    public void ConsumeFailed(HostState host, NovaException refusal) =>
        _guests[^1].ConsumeFailures.Add($"{host.Host}: {refusal.Name}: {refusal.Message}");

    /// <inheritdoc/>
    public void Selected(IReadOnlyList<IReadOnlyList<Selection>> selections) => Selections = selections;

    /// <inheritdoc/>
    public void Failed(NovaException refusal) => Refusal = refusal;
}
