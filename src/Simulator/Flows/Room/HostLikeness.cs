using System.Globalization;
using System.Text;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Room;

/// <summary>
/// Describes hosts by all that decides how many guests fit, so that hosts that are alike are filled only once: in a large cloud most are
/// empty or used in one of few ways.
/// </summary>
/// <param name="placement">The Placement service.</param>
internal sealed class HostLikeness(PlacementStore placement)
{
    private readonly Dictionary<object, int> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The description; equal for hosts that are alike.</summary>
    public string Of(ComputeHost host)
    {
        StringBuilder text = new();
        ComputeNodeRecord record = host.Tracker.Record;
        Add(text, NumberOf(host.Definition.Hardware), NumberOf(host.Definition.Options), record.FreeRamMb, record.VcpusUsed);
        Add(text, record.InstanceCount, record.IoOperations, record.FailedBuilds, record.FreeDiskGb, record.DiskAvailableLeast ?? -1);
        text.Append(host.Definition.AvailabilityZone).Append(host.Service);
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            text.Append(aggregate.Uuid);
        }

        foreach (HostNumaCell cell in record.NumaTopology?.Cells ?? [])
        {
            Add(text, cell.Id, cell.CpuUsage, cell.MemoryUsageMb);
            text.Append(cell.PinnedCpus);
            foreach (HostMemoryPages pages in cell.Mempages)
            {
                Add(text, pages.Used, pages.Reserved);
            }
        }

        foreach (PciPool pool in record.PciStats?.Pools ?? [])
        {
            Add(text, pool.Count, pool.NumaNode ?? -1);
            text.Append(pool.Properties.VendorId).Append(pool.Properties.ProductId).Append(pool.Properties.Address);
        }

        foreach (ResourceProvider provider in placement.Subtree(record.Uuid))
        {
            AddProvider(text, provider);
        }

        return text.ToString();
    }

    private void AddProvider(StringBuilder text, ResourceProvider provider)
    {
        text.Append('|');
        foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
        {
            text.Append(inventory.ResourceClass);
            Add(text, inventory.Total, inventory.Reserved);
        }

        foreach (ResourceAmount usage in placement.GetUsages(provider.Uuid))
        {
            Add(text, usage.Amount);
        }

        foreach (string trait in placement.GetTraits(provider.Uuid))
        {
            text.Append(trait);
        }
    }

    private int NumberOf(object thing)
    {
        if (!_known.TryGetValue(thing, out int number))
        {
            number = _known.Count;
            _known.Add(thing, number);
        }

        return number;
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            text.Append(' ').Append(number.ToString(CultureInfo.InvariantCulture));
        }
    }
}
