namespace Model.Placement;

/// <summary>One way to serve a <see cref="CandidateRequest"/> (Placement: an allocation request with its mappings). Immutable.</summary>
public sealed record AllocationCandidate
{
    /// <summary>Root of the tree the candidate belongs to: with Nova, the compute node.</summary>
    public required string RootUuid { get; init; }

    /// <summary>What to claim, every (provider, class) once.</summary>
    public required IReadOnlyList<ProviderAllocation> Allocations { get; init; }

    /// <summary>The providers of each group, in the order of the request's groups.</summary>
    public required IReadOnlyList<GroupMapping> Mappings { get; init; }

    /// <summary>The providers that serve a group; empty if there is no such group.</summary>
    public IReadOnlyList<string> ProvidersOf(string suffix)
    {
        foreach (GroupMapping mapping in Mappings)
        {
            if (string.Equals(mapping.Suffix, suffix, StringComparison.Ordinal))
            {
                return mapping.ProviderUuids;
            }
        }

        return [];
    }
}
