namespace Model.Configuration;

/// <summary>
/// Options of the Placement service itself, sections <c>[placement]</c> and <c>[workarounds]</c> of placement.conf. Immutable.
/// </summary>
public sealed record PlacementOptions
{
    /// <summary><c>randomize_allocation_candidates</c>: answer with a random sample in random order.</summary>
    public bool RandomizeAllocationCandidates { get; init; }

    /// <summary><c>max_allocation_candidates</c>: candidates generated at most; -1 = no limit.</summary>
    public int MaxAllocationCandidates { get; init; } = -1;

    /// <summary><c>allocation_candidates_generation_strategy</c>: depth-first or breadth-first.</summary>
    public string AllocationCandidatesGenerationStrategy { get; init; } = "depth-first";

    /// <summary><c>allocation_conflict_retry_count</c>: tries of a write that meets a changed provider.</summary>
    public int AllocationConflictRetryCount { get; init; } = 10;

    /// <summary><c>optimize_for_wide_provider_trees</c>: skip equivalent combinations in wide trees.</summary>
    public bool OptimizeForWideProviderTrees { get; init; }

    internal static PlacementOptions Read(OptionReader reader) => new()
    {
        RandomizeAllocationCandidates = reader.Boolean("placement", "randomize_allocation_candidates"),
        MaxAllocationCandidates = reader.Integer("placement", "max_allocation_candidates"),
        AllocationCandidatesGenerationStrategy = reader.Text("placement", "allocation_candidates_generation_strategy")!,
        AllocationConflictRetryCount = reader.Integer("placement", "allocation_conflict_retry_count"),
        OptimizeForWideProviderTrees = reader.Boolean("workarounds", "optimize_for_wide_provider_trees"),
    };
}
