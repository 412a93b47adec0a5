namespace Model.Placement;

/// <summary>
/// In which order candidates are generated (Placement's option <c>allocation_candidates_generation_strategy</c>). Matters where
/// <see cref="CandidateOptions.MaxCandidates"/> or a limit cuts.
/// </summary>
public enum CandidateStrategy
{
    /// <summary>All products of one root before the next root.</summary>
    DepthFirst,

    /// <summary>One product of each root in turn; a product that is then rejected has used up its turn.</summary>
    BreadthFirst,
}
