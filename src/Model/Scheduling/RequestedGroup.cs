namespace Model.Scheduling;

/// <summary>
/// Resources and traits that belong together in a query to Placement (Nova: <c>RequestGroup</c> in
/// <c>objects/request_spec.py</c>).
/// </summary>
public sealed class RequestedGroup
{
    /// <summary>The group's suffix in the query: a port, a PCI request or a flavor's suffix; null or "" for the unsuffixed group.</summary>
    public string? RequesterId { get; init; }

    /// <summary>Whether one provider must serve the whole group.</summary>
    public bool UseSameProvider { get; init; } = true;

    /// <summary>Amounts by resource class; a zero may stand here until zeros are stripped.</summary>
    public SortedDictionary<string, long> Resources { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Traits the provider must have.</summary>
    public SortedSet<string> RequiredTraits { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Traits the provider must not have.</summary>
    public SortedSet<string> ForbiddenTraits { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Sets of aggregates: the provider must be in one aggregate of every set.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Aggregates { get; set; } = [];

    /// <summary>Aggregates the provider must not be in.</summary>
    public SortedSet<string> ForbiddenAggregates { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The root provider whose tree must serve the group, or null.</summary>
    public string? InTree { get; set; }

    /// <summary>The providers of the candidate that was claimed; empty before.</summary>
    public IReadOnlyList<string> ProviderUuids { get; set; } = [];

    /// <summary>Whether the group asks for nothing. <see cref="InTree"/> alone does not count, as in Nova.</summary>
    public bool IsEmpty => Resources.Count == 0 && RequiredTraits.Count == 0 && ForbiddenTraits.Count == 0
        && Aggregates.Count == 0 && ForbiddenAggregates.Count == 0;

    /// <summary>A copy that shares nothing mutable.</summary>
    public RequestedGroup Clone() => new()
    {
        RequesterId = RequesterId,
        UseSameProvider = UseSameProvider,
        Resources = new SortedDictionary<string, long>(Resources, StringComparer.Ordinal),
        RequiredTraits = new SortedSet<string>(RequiredTraits, StringComparer.Ordinal),
        ForbiddenTraits = new SortedSet<string>(ForbiddenTraits, StringComparer.Ordinal),
        Aggregates = Aggregates,
        ForbiddenAggregates = new SortedSet<string>(ForbiddenAggregates, StringComparer.Ordinal),
        InTree = InTree,
        ProviderUuids = ProviderUuids,
    };
}
