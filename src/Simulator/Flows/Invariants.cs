using Model.Pci;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Leaks;

namespace Simulator.Flows;

/// <summary>What must hold whenever a flow has changed something.</summary>
internal static class Invariants
{
    /// <summary>Checks one host after a change on it.</summary>
    /// <exception cref="InvariantException">Something was lost, or is owned twice.</exception>
    public static void Check(FlowContext context, ComputeHost host)
    {
        CheckDevices(context, host, context.Now);
        CheckUsage(context.Cloud.Placement, host, context.Now);
    }

    /// <summary>
    /// Checks at the end of a run, after all else was recorded: an audit of a host that awaits none changes nothing, what it counts is the sum of its
    /// guests, and tracker, Placement and database agree about every server with which nothing is being done. What Nova is known to leave behind
    /// is in the book of leaks; what is not there is a bug.
    /// </summary>
    /// <exception cref="InvariantException">Something was lost, or is owned twice.</exception>
    public static void CheckQuiescent(FlowContext context)
    {
        if (context.Placement.IsAway)
        {
            // No audit sets anything right now.
            return;
        }

        foreach (ComputeHost host in context.Cloud.Hosts.Where(host => host.IsRunning))
        {
            (int, long, int) before = Use(host);
            if (ComputeLife.Audit(context, host) is not null)
            {
                // What it counted and what not depends on where it broke; the book of leaks has it.
                continue;
            }

            bool isQuiet = !host.AwaitsAudit && context.Servers.Values.All(server => server.InFlight == 0);
            Demand(
                "an audit changes nothing where nothing went wrong", !isQuiet || before == Use(host), context.Now, host,
                $"vCPUs, MiB and free devices were {before} before an audit and are {Use(host)} after it");
            CheckSums(context, host);
        }

        HashSet<string> consumers = new(StringComparer.Ordinal);
        foreach (Server server in context.Servers.Values)
        {
            consumers.Add(server.Uuid);
            consumers.UnionWith(server.Moves.Select(move => move.Uuid));
            if (server.InFlight == 0 && context.Leaks.FindUnexplained(server, "audit", context.Now) is { } found)
            {
                throw new InvariantException(
                    "tracker, Placement and database agree, but for what Nova is known to leave behind", context.Now, found.Drift.What)
                {
                    Host = found.Host.Name,
                    Server = server.Record.Name,
                    LastTouch = $"{found.Drift.Operation} at {found.Drift.At}, which made this difference",
                };
            }
        }

        IReadOnlyList<ConsumerRecord> orphans = AllocationAudit.FindOrphans(context.Cloud.Placement, consumers);
        if (orphans.Count > 0)
        {
            throw new InvariantException(
                "every allocation has an owner",
                context.Now,
                $"{orphans.Count} consumers are neither server nor move, the first is {orphans[0].Uuid}");
        }
    }

    private static (int Vcpus, long MemoryMb, int Free) Use(ComputeHost host) =>
        (host.Tracker.VcpusUsed, host.Tracker.MemoryUsedMb, host.Tracker.Pci.Stats.FreeCount);

    /// <summary>Without moves a host counts what its guests' flavors say.</summary>
    private static void CheckSums(FlowContext context, ComputeHost host)
    {
        if (context.Cloud.Database.MigrationsHolding(host.Name).Count > 0)
        {
            return;
        }

        long vcpus = 0;
        long memoryMb = host.Tracker.Inventory.ReservedMemoryMb;
        foreach (Instance guest in context.Cloud.Database.On(host.Name).Where(guest => !guest.AllowsResourceRemoval))
        {
            vcpus += guest.Flavor.Vcpus;
            memoryMb += guest.Flavor.MemoryMb;
        }

        Demand(
            "a host counts the sum of its guests", vcpus == host.Tracker.VcpusUsed && memoryMb == host.Tracker.MemoryUsedMb, context.Now, host,
            $"{host.Tracker.VcpusUsed} vCPUs and {host.Tracker.MemoryUsedMb} MiB are counted, the guests have {vcpus} and {memoryMb}");
    }

    private static void CheckDevices(FlowContext context, ComputeHost host, TimeSpan now)
    {
        foreach (PciDevice device in host.Devices)
        {
            bool owned = device.Status is PciDeviceStatus.Claimed or PciDeviceStatus.Allocated;
            Demand(
                "a device is given away if and only if it has an owner", owned == (device.InstanceUuid is not null), now, host,
                $"device {device.Address} is {device.Status} but its owner is '{device.InstanceUuid}'");
            Demand(
                "the owner of a device is on its host or moving",
                !owned || Belongs(context.Cloud, host, device.InstanceUuid!) || IsHidden(context, host, device)
                    || (context.Leaks.IsAuditBroken(host) && context.Leaks.HasNote(device.InstanceUuid!)),
                now,
                host,
                $"device {device.Address} belongs to {device.InstanceUuid}, which is neither on the host nor moving");
            Demand(
                "a PF and its VFs are never both given away",
                !owned || device.Parent is not { Status: PciDeviceStatus.Claimed or PciDeviceStatus.Allocated }, now, host,
                $"VF {device.Address} and its PF are both given away");
        }

        string drift = host.Tracker.Pci.Confusion == PciPoolConfusion.None ? PoolDrift.Find(host) : "";
        Demand("the pools hold the free devices", drift.Length == 0, now, host, drift);
    }

    /// <summary>Whether a server may own devices of a host: it is there, it moves, or the host's next audit takes them back.</summary>
    private static bool Belongs(Cloud cloud, ComputeHost host, string uuid) => host.AwaitsAudit || !host.IsRunning
        || (cloud.Database.Find(uuid) is { } instance
            && (instance.Host == host.Name || cloud.Database.MigrationsOf(instance).Any(move => move.HoldsResources)));

    /// <summary>
    /// Whether the tracker has lost sight of a claimed device: its claim broke half-way, or a second claim hid the first. Only a restart finds it,
    /// and a flow has noted it.
    /// </summary>
    private static bool IsHidden(FlowContext context, ComputeHost host, PciDevice device) => device.Status == PciDeviceStatus.Claimed
        && !host.Tracker.Pci.ClaimsOf(device.InstanceUuid!).Contains(device) && context.Leaks.HasNote(device.InstanceUuid!);

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
                    "usage is the sum of allocations", sum == usage.Amount, now, host,
                    $"{provider.Name}: usage of {usage.ResourceClass} is {usage.Amount}, its allocations sum to {sum}");
            }
        }
    }

    private static void Demand(string rule, bool holds, TimeSpan now, ComputeHost host, string otherwise)
    {
        if (!holds)
        {
            throw new InvariantException(rule, now, otherwise) { Host = host.Name, LastTouch = host.LastTouch.ToString() };
        }
    }
}
