namespace Model.Placement;

/// <summary>
/// Finds allocations whose consumer no longer exists, as the operator's <c>nova-manage placement audit</c> does
/// (<c>nova/cmd/manage.py</c>). They hold resources that nobody uses until somebody deletes them.
/// </summary>
public static class AllocationAudit
{
    /// <summary>Every consumer with allocations that is neither a server nor a migration any more, in Placement's order.</summary>
    /// <param name="store">Placement.</param>
    /// <param name="consumers">Uuids of all servers and migrations that may hold allocations; look-up only.</param>
    public static IReadOnlyList<ConsumerRecord> FindOrphans(PlacementStore store, IReadOnlySet<string> consumers)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(consumers);
        List<ConsumerRecord> orphans = [];
        foreach (ConsumerRecord consumer in store.Consumers)
        {
            if (consumer.Allocations.Count > 0 && !consumers.Contains(consumer.Uuid))
            {
                orphans.Add(consumer);
            }
        }

        return orphans;
    }

    /// <summary>Deletes the allocations of orphans, as the audit does with <c>--delete</c>.</summary>
    /// <returns>How many consumers lost theirs.</returns>
    public static int DeleteOrphans(PlacementStore store, IReadOnlySet<string> consumers)
    {
        IReadOnlyList<ConsumerRecord> orphans = FindOrphans(store, consumers);
        foreach (ConsumerRecord orphan in orphans)
        {
            store.DeleteAllocations(orphan.Uuid);
        }

        return orphans.Count;
    }
}
