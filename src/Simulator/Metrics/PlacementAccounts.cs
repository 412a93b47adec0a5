namespace Simulator.Metrics;

/// <summary>What Placement holds besides inventories, for expectations. Immutable.</summary>
/// <param name="Traits">Every resource provider's name with its traits in ascending order.</param>
/// <param name="Allocations">All allocations.</param>
public sealed record PlacementAccounts(
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Traits, IReadOnlyList<AllocationRow> Allocations)
{
    /// <summary>Not looked at.</summary>
    public static PlacementAccounts None { get; } = new([], []);
}
