using Model.Numa;
using Model.Placement;

namespace Simulator.Flows;

/// <summary>A host that the scheduler chose, or keeps as an alternate, with the candidate to claim there. Immutable.</summary>
/// <param name="Host">The host.</param>
/// <param name="Candidate">What to allocate; null where nothing is, for a rebuild.</param>
/// <param name="NumaLimits">Limits of the NUMA filter for the compute's claim, or null.</param>
internal sealed record HostSelection(ComputeHost Host, AllocationCandidate? Candidate, NumaLimits? NumaLimits)
{
    /// <summary>The providers of each suffixed group.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Providers { get; } =
    [
        .. (Candidate?.Mappings ?? []).Where(mapping => mapping.Suffix.Length > 0)
            .Select(mapping => KeyValuePair.Create(mapping.Suffix, mapping.ProviderUuids)),
    ];
}
