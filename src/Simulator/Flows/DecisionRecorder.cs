using Model;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>
/// Follows one decision, so that a refusal can be told to a person. It keeps references only; sentences are made when a decision has failed.
/// </summary>
internal sealed class DecisionRecorder(FlowContext context, Server server) : IDecisionTrace
{
    private readonly List<(IHostFilter? Filter, HostState Host, FilterVerdict Verdict)> _refusals = [];
    private readonly List<(string Filter, int Before, int After)> _filters = [];
    private readonly List<(string Host, ClaimOutcome Outcome)> _claims = [];
    private CandidateRequest? _request;
    private int _candidates;
    private int _hosts;

    /// <summary>The question put to Placement and its answer. Pinned guests are asked for twice; the first question is the real one.</summary>
    public void Asked(CandidateRequest request, AllocationCandidates found)
    {
        _request ??= request;
        _candidates += found.Count;
    }

    /// <inheritdoc/>
    public void Queried(ResourceQuery query)
    {
    }

    /// <inheritdoc/>
    public void Answered(int candidates, int hosts)
    {
    }

    /// <inheritdoc/>
    public void FilteringBegan(int instance, int hosts)
    {
        if (instance >= 0)
        {
            _hosts = hosts;
        }
    }

    /// <inheritdoc/>
    public void Refused(IHostFilter? filter, HostState host, FilterVerdict verdict) => _refusals.Add((filter, host, verdict));

    /// <inheritdoc/>
    public void Filtered(IHostFilter filter, int before, int after) => _filters.Add((filter.Name, before, after));

    /// <inheritdoc/>
    public void Weighed(IHostWeigher weigher, HostState host, double raw, double normalized, double multiplier)
    {
    }

    /// <inheritdoc/>
    public void Ranked(IReadOnlyList<WeighedHost> hosts)
    {
    }

    /// <inheritdoc/>
    public void Claimed(ClaimAttempt attempt, ClaimOutcome outcome) => _claims.Add((attempt.Host.Host, outcome));

    /// <inheritdoc/>
    public void ConsumeFailed(HostState host, NovaException refusal)
    {
    }

    /// <inheritdoc/>
    public void Selected(IReadOnlyList<IReadOnlyList<Selection>> selections)
    {
    }

    /// <inheritdoc/>
    public void Failed(NovaException refusal)
    {
    }

    /// <summary>The refusal in words, with its stage and the cause it is counted under.</summary>
    public FailureRecord Explain(NovaException refusal)
    {
        (string stage, string reason, string detail) = Cause(refusal);
        return new FailureRecord
        {
            At = context.Now,
            Server = server.Record.Name,
            Workload = server.Record.Workload,
            Flavor = server.Record.Flavor,
            Stage = stage,
            Exception = refusal.Name,
            Reason = reason,
            Detail = detail,
            Final = true,
        };
    }

    private (string Stage, string Reason, string Detail) Cause(NovaException refusal)
    {
        if (refusal.Name != "NoValidHost")
        {
            return ("scheduler", $"{refusal.Name}: {refusal.Message}", refusal.Message);
        }

        if (_request is not null && _candidates == 0)
        {
            CandidateDiagnosis diagnosis = CandidateDiagnosis.Of(context.Cloud.Placement, _request);
            return ("placement", diagnosis.Cause, diagnosis.Sentence);
        }

        if (_filters.Count > 0 && _filters[^1].After == 0)
        {
            return FilterCause();
        }

        return _claims.Count > 0
            ? ("placement claim", "resources went to others between query and claim",
                $"{_claims.Count} hosts were tried in order of weight; on each, another request had taken the resources since the query.")
            : ("scheduler", refusal.Message, refusal.Message);
    }

    private (string Stage, string Reason, string Detail) FilterCause()
    {
        string filter = _filters[^1].Filter;
        (string Reason, int Count) common = _refusals.Where(item => item.Filter?.Name == filter)
            .GroupBy(item => item.Verdict.Reason, StringComparer.Ordinal)
            .Select(group => (Reason: group.Key, Count: group.Count()))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Reason, StringComparer.Ordinal)
            .First();
        string path = string.Join(", ", _filters.Where(item => item.Before != item.After)
            .Select(item => FormattableString.Invariant($"{item.Filter} {item.Before} → {item.After}")));
        return (filter, $"{filter}: {common.Reason}",
            FormattableString.Invariant($"Placement offered {_hosts} hosts; {path}. {filter} on {common.Count} of them: {common.Reason}."));
    }
}
