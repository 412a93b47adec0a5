namespace Model.Scheduling.Fast;

/// <summary>
/// What the pre-filters made of a request and the queries that followed from it, kept for the next request that is the same in all they
/// look at.
/// </summary>
internal sealed class QueryPlan
{
    private readonly string[] _rootRequired;
    private readonly string[] _rootForbidden;
    private readonly bool _hasDestination;
    private readonly IReadOnlyList<string>[]? _aggregates;
    private readonly string[]? _forbiddenAggregates;
    private ResourceQuery? _query;
    private ResourceQuery? _fallback;

    /// <summary>Keeps what the pre-filters changed in a request that had no such wishes of its own.</summary>
    public QueryPlan(RequestSpec request)
    {
        _rootRequired = [.. request.RootRequired];
        _rootForbidden = [.. request.RootForbidden];
        _hasDestination = request.Destination is not null;
        _aggregates = request.Destination?.Aggregates?.ToArray();
        _forbiddenAggregates = request.Destination?.ForbiddenAggregates?.ToArray();
    }

    /// <summary>Changes another request as the pre-filters would.</summary>
    public void Apply(RequestSpec request)
    {
        foreach (string trait in _rootRequired)
        {
            request.RootRequired.Add(trait);
        }

        foreach (string trait in _rootForbidden)
        {
            request.RootForbidden.Add(trait);
        }

        if (!_hasDestination)
        {
            return;
        }

        Destination destination = request.Destination = new Destination();
        foreach (IReadOnlyList<string> alternatives in _aggregates ?? [])
        {
            destination.RequireAggregates(alternatives);
        }

        if (_forbiddenAggregates is not null)
        {
            destination.ForbidAggregates(_forbiddenAggregates);
        }
    }

    /// <summary>The query, or the one that asks for shared CPUs instead of dedicated ones; null when not known yet.</summary>
    public ResourceQuery? Query(bool translatesPinning) => translatesPinning ? _query : _fallback;

    /// <summary>Keeps a query, in a form that Placement's model remembers answers for.</summary>
    public ResourceQuery Keep(ResourceQuery query, bool translatesPinning)
    {
        ResourceQuery kept = query.ToRepeated();
        if (translatesPinning)
        {
            _query = kept;
        }
        else
        {
            _fallback = kept;
        }

        return kept;
    }
}
