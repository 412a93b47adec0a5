namespace Model.Placement;

/// <summary>Options of the Placement service that shape the answer to a question for candidates. Immutable.</summary>
public sealed record CandidateOptions
{
    /// <summary>The defaults of the service.</summary>
    public static CandidateOptions Default { get; } = new();

    /// <summary>Generation stops at this many candidates (<c>max_allocation_candidates</c>); negative for no bound.</summary>
    public int MaxCandidates { get; init; } = -1;

    /// <summary>The order of generation (<c>allocation_candidates_generation_strategy</c>).</summary>
    public CandidateStrategy Strategy { get; init; } = CandidateStrategy.DepthFirst;

    /// <summary>
    /// <c>[workarounds]optimize_for_wide_provider_trees</c>: partial products are tested against capacity while they grow. As in
    /// the real service that test ignores existing usage, so candidates may be returned that no longer fit
    /// (docs/fidelity.md P16).
    /// </summary>
    public bool OptimizeForWideTrees { get; init; }

    /// <summary>
    /// Shuffles the result (<c>randomize_allocation_candidates</c>): asked for a number in [0, bound) per draw. Null keeps our
    /// documented order. The real service's order is undefined, so a study may shuffle to see how much depends on it.
    /// </summary>
    public Func<int, int>? Draw { get; init; }
}
