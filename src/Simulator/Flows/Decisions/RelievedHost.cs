using System.Collections.Immutable;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>
/// One host as it would be after a relief: a Placement of its own, and what the scheduler would see of it. The run's state is only read.
/// </summary>
internal static class RelievedHost
{
    private const string DisabledTrait = "COMPUTE_STATUS_DISABLED";

    /// <summary>A Placement that knows only this host. What is used is left out of its inventories instead of being allocated.</summary>
    public static PlacementStore Placement(PlacementStore real, Relief relief)
    {
        PlacementStore copy = new();
        string root = relief.Host.Tracker.Facts.Uuid;
        foreach (ResourceProvider provider in real.Subtree(root))
        {
            copy.CreateProvider(provider.Uuid, provider.Name, provider.ParentUuid);
            List<Inventory> inventories = [];
            foreach (Inventory inventory in real.GetInventories(provider.Uuid))
            {
                long extra = provider.Uuid == root
                    ? relief.Amounts.GetValueOrDefault(inventory.ResourceClass)
                    : relief.Devices.Count(device => device.ProviderUuid == provider.Uuid);
                long free = Free(real, provider.Uuid, inventory) + extra;
                if (free > 0)
                {
                    inventories.Add(inventory with { Total = (int)Math.Min(free, int.MaxValue), Reserved = 0, AllocationRatio = 1 });
                    copy.EnsureResourceClass(inventory.ResourceClass);
                }
            }

            copy.SetInventories(provider.Uuid, inventories);
            string[] traits = [.. real.GetTraits(provider.Uuid).Where(trait => !relief.Enables || trait != DisabledTrait)];
            foreach (string trait in traits)
            {
                copy.EnsureTrait(trait);
            }

            copy.SetTraits(provider.Uuid, traits);
            copy.SetAggregates(provider.Uuid, real.GetAggregates(provider.Uuid));
        }

        return copy;
    }

    /// <summary>What of an inventory is not allocated; may be negative.</summary>
    public static long Free(PlacementStore placement, string provider, Inventory inventory) =>
        inventory.Capacity - placement.GetUsages(provider).First(usage => usage.ResourceClass == inventory.ResourceClass).Amount;

    /// <summary>The scheduler's view of the host.</summary>
    public static HostState State(Relief relief)
    {
        ComputeHost host = relief.Host;
        ComputeNodeRecord record = host.Tracker.Record;
        HostState now = SchedulerService.StateOf(host);
        return new HostState(
            record with
            {
                FreeRamMb = record.FreeRamMb + relief.Amounts.GetValueOrDefault("MEMORY_MB"),
                FreeDiskGb = record.FreeDiskGb + relief.Amounts.GetValueOrDefault("DISK_GB"),
                NumaTopology = Cells(record.NumaTopology, relief),
                PciStats = Pools(host, relief),
            },
            relief.Enables ? ServiceState.Running : now.Service)
        {
            Aggregates = now.Aggregates,
            Instances = now.Instances,
        };
    }

    private static HostNumaTopology? Cells(HostNumaTopology? topology, Relief relief) => topology is null
        ? null
        : new HostNumaTopology([.. topology.Cells.Select(cell => cell with
        {
            PinnedCpus = Without(cell.PinnedCpus, relief.CellCpus.GetValueOrDefault(cell.Id)),
            CpuUsage = Math.Max(0, cell.CpuUsage - relief.CellVcpus.GetValueOrDefault(cell.Id)),
            MemoryUsageMb = Math.Max(0, cell.MemoryUsageMb - relief.CellMemory.GetValueOrDefault(cell.Id)),
            Mempages = Without(cell.Mempages, relief.CellMemory.GetValueOrDefault(cell.Id)),
        })]);

    /// <summary>Pages after so much memory came free, taken from the first size that guests hold enough of.</summary>
    private static ImmutableArray<HostMemoryPages> Without(ImmutableArray<HostMemoryPages> pages, long memoryMb)
    {
        for (int index = 0; memoryMb > 0 && index < pages.Length; index++)
        {
            long count = ((memoryMb * 1024) + pages[index].SizeKb - 1) / pages[index].SizeKb;
            if (count <= pages[index].Used)
            {
                return pages.SetItem(index, pages[index] with { Used = pages[index].Used - count });
            }
        }

        return pages;
    }

    private static CpuSet Without(CpuSet pinned, int count) =>
        count == 0 ? pinned : CpuSet.Of(pinned.ToArray().AsSpan(Math.Min(count, pinned.Count)));

    private static PciStats? Pools(ComputeHost host, Relief relief)
    {
        PciStats? pools = host.Tracker.Record.PciStats;
        if (pools is null || relief.Devices.Count == 0)
        {
            return pools;
        }

        List<PciPoolRecord> records = [.. pools.ToRecords()];
        foreach (PciDevice device in relief.Devices)
        {
            string home = string.IsNullOrEmpty(device.ParentAddress) ? device.Address : device.ParentAddress;
            List<int> alike =
            [
                .. Enumerable.Range(0, records.Count).Where(index => records[index].VendorId == device.VendorId
                    && records[index].ProductId == device.ProductId && Tag(records[index], PciTags.DevType) == device.DevType.ToName()),
            ];
            int own = alike.FindIndex(index => Tag(records[index], PciTags.Address) == home && records[index].NumaNode == device.NumaNode);
            if (own >= 0)
            {
                records[alike[own]] = records[alike[own]] with { Count = records[alike[own]].Count + 1 };
            }
            else if (alike.Count > 0)
            {
                // The device's own pool is gone, as pools are when their last device leaves.
                PciPoolRecord model = records[alike[0]];
                records.Add(model with { NumaNode = device.NumaNode, Count = 1, Tags = Tags(model, home, device.ProviderUuid) });
            }
        }

        return PciStats.FromPools(records, pools.HostCells, PciRules.Of(host.Definition.Options.Release.Features));
    }

    private static string? Tag(PciPoolRecord record, string key) => record.Tags.FirstOrDefault(tag => tag.Key == key).Value;

    private static List<KeyValuePair<string, string?>> Tags(PciPoolRecord record, string home, string? provider) =>
    [
        .. record.Tags.Select(tag => tag.Key switch
        {
            PciTags.Address => KeyValuePair.Create<string, string?>(tag.Key, home),
            PciTags.ProviderUuid => KeyValuePair.Create(tag.Key, provider),
            _ => tag,
        }),
    ];
}
