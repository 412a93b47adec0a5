namespace Model.Scheduling;

/// <summary>Where a request wants to go (Nova: <c>Destination</c> in <c>objects/request_spec.py</c>).</summary>
public sealed class Destination
{
    /// <summary>The only host to consider; letter case matters. Null = not said.</summary>
    public string? Host { get; set; }

    /// <summary>The only node to consider, or null.</summary>
    public string? Node { get; set; }

    /// <summary>The preferred (or, without <see cref="AllowCrossCellMove"/>, only) cell, or null.</summary>
    public string? Cell { get; init; }

    /// <summary>Whether hosts of other cells may be taken too.</summary>
    public bool AllowCrossCellMove { get; init; }

    /// <summary>Sets of aggregates: the host must be in one aggregate of every set. Null = no such wish was ever made.</summary>
    public List<IReadOnlyList<string>>? Aggregates { get; private set; }

    /// <summary>Aggregates that the host must not be in. Null = none was ever named.</summary>
    public SortedSet<string>? ForbiddenAggregates { get; private set; }

    /// <summary>Adds a set of aggregates, one of which must hold the host.</summary>
    public void RequireAggregates(IReadOnlyList<string> aggregates) => (Aggregates ??= []).Add(aggregates);

    /// <summary>Adds aggregates that must not hold the host.</summary>
    public void ForbidAggregates(IEnumerable<string> aggregates) =>
        (ForbiddenAggregates ??= new SortedSet<string>(StringComparer.Ordinal)).UnionWith(aggregates);
}
