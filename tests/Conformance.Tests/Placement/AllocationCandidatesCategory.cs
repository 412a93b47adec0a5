using System.Text.Json;
using Conformance.Tests.Harness;

namespace Conformance.Tests.Placement;

/// <summary>Generated worlds with questions for allocation candidates.</summary>
public sealed class AllocationCandidatesCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "placement/allocation_candidates";

    /// <inheritdoc/>
    public int Run(JsonElement line) => CandidateCases.Run(line, hasNote: false);
}
