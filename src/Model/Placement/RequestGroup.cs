namespace Model.Placement;

/// <summary>
/// One group of a question for allocation candidates (Placement: <c>resources$S</c>, <c>required$S</c>, <c>member_of$S</c>,
/// <c>in_tree$S</c>). The group with the empty suffix may take different classes from different providers of a tree and from
/// sharing providers; a suffixed group is served by exactly one provider. Immutable.
/// </summary>
public sealed record RequestGroup
{
    /// <summary>The suffix; empty for the plain group.</summary>
    public required string Suffix { get; init; }

    /// <summary>What is asked for, each class once. May be empty only for a suffixed group that a subtree rule names.</summary>
    public IReadOnlyList<ResourceAmount> Resources { get; init; } = [];

    /// <summary>Traits asked for: every inner list must be met by at least one of its traits.</summary>
    public IReadOnlyList<IReadOnlyList<string>> RequiredTraits { get; init; } = [];

    /// <summary>Traits that no provider that serves the group may have.</summary>
    public IReadOnlyList<string> ForbiddenTraits { get; init; } = [];

    /// <summary>Aggregates (UUIDs): of every inner list, membership of at least one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> MemberOf { get; init; } = [];

    /// <summary>Aggregates (UUIDs) of none of which the provider may be a member.</summary>
    public IReadOnlyList<string> ForbiddenAggregates { get; init; } = [];

    /// <summary>UUID of any provider of the tree that must serve the group; null for any tree.</summary>
    public string? InTree { get; init; }

    /// <summary>Whether one provider must serve the whole group.</summary>
    public bool UsesOneProvider => Suffix.Length > 0;
}
