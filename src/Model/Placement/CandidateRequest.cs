namespace Model.Placement;

/// <summary>
/// A question for allocation candidates (Placement: <c>GET /allocation_candidates</c>). Immutable. Groups are worked on in the
/// order given, which matters for which error is noticed first.
/// </summary>
public sealed record CandidateRequest
{
    /// <summary>The groups, suffixes all different, at least one with resources.</summary>
    public required IReadOnlyList<RequestGroup> Groups { get; init; }

    /// <summary>How suffixed groups share providers.</summary>
    public GroupPolicy GroupPolicy { get; init; }

    /// <summary>
    /// Sets of suffixes: of the providers that serve the groups of a set, one must be an ancestor of, or equal to, all others.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> SameSubtrees { get; init; } = [];

    /// <summary>Traits that the root of the tree must have.</summary>
    public IReadOnlyList<string> RootRequiredTraits { get; init; } = [];

    /// <summary>Traits that the root of the tree must not have.</summary>
    public IReadOnlyList<string> RootForbiddenTraits { get; init; } = [];

    /// <summary>
    /// The most candidates to return, at least 1; null for all. Cuts last, after <see cref="CandidateOptions.MaxCandidates"/>.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>Whether questions like this one come often, so that it is worth remembering answers for.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>Whether even this very object will be put to the store again and again.</summary>
    internal bool IsRepeated { get; init; }
}
