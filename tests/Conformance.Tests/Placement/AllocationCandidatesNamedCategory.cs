using System.Text.Json;
using Conformance.Tests.Harness;

namespace Conformance.Tests.Placement;

/// <summary>Hand-made worlds with questions for allocation candidates, one rule a line.</summary>
public sealed class AllocationCandidatesNamedCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "placement/allocation_candidates_named";

    /// <inheritdoc/>
    public int Run(JsonElement line) => CandidateCases.Run(line, hasNote: true);
}
