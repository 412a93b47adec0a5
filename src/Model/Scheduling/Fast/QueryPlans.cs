namespace Model.Scheduling.Fast;

/// <summary>The plans of a scheduler's recent requests.</summary>
/// <param name="readsProject">Whether pre-filters look at the project.</param>
internal sealed class QueryPlans(bool readsProject)
{
    /// <summary>More plans than this at a time are not kept.</summary>
    private const int PlansMax = 4096;

    private readonly Dictionary<QueryKey, QueryPlan> _plans = [];
    private HostAggregate[] _aggregates = [];

    /// <summary>The key of a request before pre-filters see it, or null when it is not one to be planned.</summary>
    public QueryKey? KeyOf(RequestSpec request) =>
        QueryKey.Of(request) is { } key ? readsProject ? key : key with { ProjectId = null } : null;

    /// <summary>The plan of an equal request, made while the same aggregates existed; null when there is none.</summary>
    public QueryPlan? Find(QueryKey key, SchedulingEnvironment environment)
    {
        if (!AreKnown(environment.Aggregates))
        {
            _aggregates = [.. environment.Aggregates];
            _plans.Clear();
        }

        return _plans.GetValueOrDefault(key);
    }

    /// <summary>Keeps a plan.</summary>
    public QueryPlan Add(QueryKey key, RequestSpec filtered)
    {
        if (_plans.Count == PlansMax)
        {
            _plans.Clear();
        }

        QueryPlan plan = new(filtered);
        _plans[key] = plan;
        return plan;
    }

    private bool AreKnown(IReadOnlyList<HostAggregate> aggregates)
    {
        bool areSame = aggregates.Count == _aggregates.Length;
        for (int index = 0; areSame && index < _aggregates.Length; index++)
        {
            areSame = ReferenceEquals(aggregates[index], _aggregates[index]);
        }

        return areSame;
    }
}
