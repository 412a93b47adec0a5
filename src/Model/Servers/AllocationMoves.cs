using Model.Placement;

namespace Model.Servers;

/// <summary>
/// What Nova's services do with allocations of servers that move (<c>nova/scheduler/client/report.py</c>). Every call reads and writes at
/// one instant, so that no generation conflicts with itself.
/// </summary>
public static class AllocationMoves
{
    /// <summary>
    /// Claims a candidate for a consumer. What the consumer holds already stays: a move that keeps its source (an evacuation) holds both
    /// trees in one record, and a provider in both keeps its old amount.
    /// </summary>
    public static PlacementResult Claim(
        PlacementStore placement, string consumer, IReadOnlyList<ProviderAllocation> candidate, string projectId)
    {
        ConsumerRecord? present = placement.GetAllocations(consumer);
        IReadOnlyList<ProviderAllocation> held = present?.Allocations ?? [];
        return placement.Claim(new ConsumerClaim
        {
            ConsumerUuid = consumer,
            Allocations = held.Count == 0
                ? candidate
                : [.. held, .. candidate.Where(wanted => held.All(old => old.ProviderUuid != wanted.ProviderUuid))],
            ProjectId = projectId,
            UserId = projectId,
            ConsumerGeneration = placement.GetConsumerGeneration(consumer),
        });
    }

    /// <summary>
    /// Hands everything of one consumer to another in one write; what the other held is overwritten. When only the other holds something
    /// the move counts as done.
    /// </summary>
    /// <returns>Whether it was done.</returns>
    public static bool Move(PlacementStore placement, string from, string to)
    {
        ConsumerRecord? source = placement.GetAllocations(from);
        if (source is null)
        {
            return placement.GetAllocations(to) is not null;
        }

        ConsumerClaim Claim(string consumer, IReadOnlyList<ProviderAllocation> allocations) => new()
        {
            ConsumerUuid = consumer,
            Allocations = allocations,
            ProjectId = source.ProjectId,
            UserId = source.UserId,
            ConsumerGeneration = placement.GetConsumerGeneration(consumer),
        };
        return placement.Claim([Claim(from, []), Claim(to, source.Allocations)]).IsSuccess;
    }

    /// <summary>Takes everything in one host's tree out of what a consumer holds.</summary>
    /// <returns>Whether the consumer held anything at all.</returns>
    public static bool RemoveTree(PlacementStore placement, string consumer, string rootUuid)
    {
        if (placement.GetAllocations(consumer) is not { } held)
        {
            return false;
        }

        HashSet<string> tree = new(placement.Subtree(rootUuid).Select(provider => provider.Uuid), StringComparer.Ordinal);
        ProviderAllocation[] left = [.. held.Allocations.Where(allocation => !tree.Contains(allocation.ProviderUuid))];
        return left.Length == held.Allocations.Count || placement.Claim(new ConsumerClaim
        {
            ConsumerUuid = consumer,
            Allocations = left,
            ProjectId = held.ProjectId,
            UserId = held.UserId,
            ConsumerGeneration = held.Generation,
        }).IsSuccess;
    }
}
