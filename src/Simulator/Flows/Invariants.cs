using Model.Pci;
using Model.Placement;
using Model.Servers;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>What must hold whenever a flow has changed something.</summary>
internal static class Invariants
{
    /// <summary>Checks one host after a change on it.</summary>
    /// <exception cref="InvariantException">Something was lost, or is owned twice.</exception>
    public static void Check(Cloud cloud, ComputeHost host, TimeSpan now)
    {
        CheckDevices(cloud, host, now);
        CheckUsage(cloud.Placement, host, now);
    }

    /// <summary>
    /// Checks at the end of a run that every allocation belongs to a server that exists, or to a move that is not over. Moves in error keep
    /// theirs in Nova too.
    /// </summary>
    /// <exception cref="InvariantException">An allocation has no owner: a flow has leaked it.</exception>
    public static void CheckOwners(Cloud cloud, IEnumerable<Server> servers, TimeSpan now)
    {
        HashSet<string> owners = new(StringComparer.Ordinal);
        foreach (Server server in servers.Where(server => !server.Instance.IsDeleted))
        {
            if (server.Host is not null || server.Instance.TaskState != TaskState.None || server.Record.State == ServerState.Build)
            {
                owners.Add(server.Uuid);
            }

            owners.UnionWith(cloud.Database.MigrationsOf(server.Instance).Where(move => move.HoldsResources).Select(move => move.Uuid));
        }

        IReadOnlyList<ConsumerRecord> orphans = AllocationAudit.FindOrphans(cloud.Placement, owners);
        if (orphans.Count > 0)
        {
            throw new InvariantException($"at {now}: {orphans.Count} consumers hold allocations but are no server, the first is {orphans[0].Uuid}");
        }
    }

    private static void CheckDevices(Cloud cloud, ComputeHost host, TimeSpan now)
    {
        int free = 0;
        foreach (PciDevice device in host.Devices)
        {
            bool owned = device.Status is PciDeviceStatus.Claimed or PciDeviceStatus.Allocated;
            Demand(
                owned == (device.InstanceUuid is not null), now, host,
                $"device {device.Address} is {device.Status} but its owner is '{device.InstanceUuid}'");
            Demand(
                !owned || Belongs(cloud, host, device.InstanceUuid!), now, host,
                $"device {device.Address} belongs to {device.InstanceUuid}, which is neither on the host nor moving");
            Demand(
                !owned || device.Parent is not { Status: PciDeviceStatus.Claimed or PciDeviceStatus.Allocated }, now, host,
                $"VF {device.Address} and its PF are both given away");
            free += device.Status == PciDeviceStatus.Available ? 1 : 0;
        }

        Demand(free == host.Tracker.Pci.Stats.FreeCount, now, host, $"{free} devices are free, the pools hold {host.Tracker.Pci.Stats.FreeCount}");
    }

    /// <summary>Whether a server may own devices of a host: it is there, it moves, or the host's next audit takes them back.</summary>
    private static bool Belongs(Cloud cloud, ComputeHost host, string uuid) => host.AwaitsAudit || !host.IsRunning
        || (cloud.Database.Find(uuid) is { } instance
            && (instance.Host == host.Name || cloud.Database.MigrationsOf(instance).Any(move => move.HoldsResources)));

    private static void CheckUsage(PlacementStore placement, ComputeHost host, TimeSpan now)
    {
        foreach (ResourceProvider provider in placement.Subtree(host.Tracker.Facts.Uuid))
        {
            IReadOnlyList<ProviderHolding> holdings = placement.GetProviderAllocations(provider.Uuid);
            foreach (ResourceAmount usage in placement.GetUsages(provider.Uuid))
            {
                long sum = 0;
                foreach (ProviderHolding holding in holdings)
                {
                    sum += holding.ResourceClass == usage.ResourceClass ? holding.Amount : 0;
                }

                Demand(
                    sum == usage.Amount, now, host,
                    $"{provider.Name}: usage of {usage.ResourceClass} is {usage.Amount}, its allocations sum to {sum}");
            }
        }
    }

    private static void Demand(bool holds, TimeSpan now, ComputeHost host, string otherwise)
    {
        if (!holds)
        {
            throw new InvariantException($"at {now}, host {host.Name}: {otherwise}");
        }
    }
}
