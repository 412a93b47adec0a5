using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>
/// Finds what one host lacks for a request: frees what is short, tries, frees what is short next, and so on until the scheduler would
/// take the host. Hosts that could never take the guest, even when empty, have no relief.
/// </summary>
/// <param name="context">The run; only read.</param>
/// <param name="trial">Asks the scheduler.</param>
/// <param name="request">Makes the request anew, as every trial changes it.</param>
/// <param name="query">What the request asks of Placement.</param>
internal sealed class ReliefSearch(FlowContext context, Trial trial, Func<RequestSpec> request, ResourceQuery query)
{
    private const int StepsMax = 16;

    /// <summary>
    /// The host's shortages as far as Placement's amounts tell them, or null when the host is too small or of the wrong kind.
    /// </summary>
    public Relief? Start(ComputeHost host)
    {
        PlacementStore placement = context.Cloud.Placement;
        string root = host.Tracker.Facts.Uuid;
        Relief relief = new(host) { Enables = host.IsDisabled, Cost = host.IsDisabled ? 0.5 : 0 };
        SortedDictionary<string, long> devices = new(StringComparer.Ordinal);
        foreach (RequestedGroup group in query.Groups)
        {
            foreach ((string name, long amount) in group.Resources)
            {
                if (!string.IsNullOrEmpty(group.RequesterId))
                {
                    devices[name] = devices.GetValueOrDefault(name) + amount;
                    continue;
                }

                Inventory? inventory = placement.GetInventories(root).FirstOrDefault(found => found.ResourceClass == name);
                if (inventory is null || amount > inventory.MaxUnit || amount > inventory.Capacity)
                {
                    return null;
                }

                AddAmount(relief, name, amount - RelievedHost.Free(placement, root, inventory), amount);
            }
        }

        foreach ((string name, long amount) in devices)
        {
            (long free, long all) = Count(host, name);
            if (all < amount)
            {
                return null;
            }

            relief.Cost += Math.Max(0, amount - free) / (double)amount;
        }

        return relief;
    }

    /// <summary>Adds to a host's relief until the scheduler takes the host; null when that cannot be reached.</summary>
    public Relief? Complete(Relief relief)
    {
        relief.Cost = relief.Enables ? 0.5 : 0;
        foreach ((string name, long amount) in relief.Amounts)
        {
            relief.Cost += amount / (double)query.Groups.First(group => string.IsNullOrEmpty(group.RequesterId)).Resources[name];
        }

        for (int step = 0; step < StepsMax; step++)
        {
            TrialAnswer answer = Try(relief);
            if (answer.Host is not null)
            {
                return relief;
            }

            if (!Extend(relief, answer))
            {
                return null;
            }
        }

        return null;
    }

    private TrialAnswer Try(Relief relief) =>
        trial.Run(request(), RelievedHost.Placement(context.Cloud.Placement, relief), _ => [RelievedHost.State(relief)]);

    private bool Extend(Relief relief, TrialAnswer answer) => answer.EmptiedBy switch
    {
        null => answer.Candidates.Count == 0 && AddDevice(relief),
        "PciPassthroughFilter" => AddDevice(relief),
        "NUMATopologyFilter" => ExtendCells(relief, answer),
        _ => false,
    };

    private bool ExtendCells(Relief relief, TrialAnswer answer)
    {
        RequestSpec wish = request();
        HostState state = RelievedHost.State(relief);
        if (HostDetail.WhyNotNuma(context, state, wish, answer.Candidates) is not { } failure)
        {
            return false;
        }

        int missing = (int)Math.Ceiling(failure.Shortage);
        HostNumaCell? cell = state.NumaTopology?.Cells.FirstOrDefault(cell => cell.Id == failure.HostCell);
        switch (failure.Problem)
        {
            case NumaFitProblem.PciDevices:
                return AddDevice(relief);
            case NumaFitProblem.TooFewFreeDedicatedCpus when missing > 0 && cell?.PinnedCpus.Count >= missing:
                relief.CellCpus[failure.HostCell] = relief.CellCpus.GetValueOrDefault(failure.HostCell) + missing;
                break;
            case NumaFitProblem.CpuLimit when missing > 0 && cell?.CpuUsage >= missing:
                relief.CellVcpus[failure.HostCell] = relief.CellVcpus.GetValueOrDefault(failure.HostCell) + missing;
                break;
            case NumaFitProblem.TooFewPages when missing > 0 && cell?.Mempages.Any(pages => pages.Used * pages.SizeKb >= missing) == true:
                long mebibytes = (missing + 1023L) / 1024;
                relief.CellMemory[failure.HostCell] = relief.CellMemory.GetValueOrDefault(failure.HostCell) + mebibytes;
                break;
            case NumaFitProblem.MemoryLimit or NumaFitProblem.TooLittleMemory when missing > 0 && cell?.MemoryUsageMb >= missing:
                relief.CellMemory[failure.HostCell] = relief.CellMemory.GetValueOrDefault(failure.HostCell) + missing;
                break;
            default:
                return false;
        }

        relief.Cost += missing / failure.Required;
        return true;
    }

    /// <summary>Frees one more used device: the first that suffices by itself, else the likeliest to help.</summary>
    private bool AddDevice(Relief relief)
    {
        List<PciDevice> used = [.. UsedDevices(relief)];
        if (used.Count == 0)
        {
            return false;
        }

        relief.Cost += 1.0 / Math.Max(1, request().PciRequests.Sum(wish => wish.Count));
        foreach (PciDevice device in used)
        {
            relief.Devices.Add(device);
            if (Try(relief).Host is not null)
            {
                return true;
            }

            relief.Devices.RemoveAt(relief.Devices.Count - 1);
        }

        relief.Devices.Add(used[0]);
        return true;
    }

    /// <summary>Devices that servers hold and the request could use; those near free CPUs come first.</summary>
    private IEnumerable<PciDevice> UsedDevices(Relief relief)
    {
        HostNumaTopology? cells = relief.Host.Tracker.Numa;
        IReadOnlyList<PciRequest> wanted = request().PciRequests;
        return relief.Host.Devices
            .Where(device => device.InstanceUuid is not null && !relief.Devices.Contains(device))
            .Where(device => wanted.Any(wish => Matches(wish, device)))
            .OrderByDescending(device => cells?.Cells.FirstOrDefault(cell => cell.Id == device.NumaNode)?.FreePcpuCount ?? 0)
            .ThenBy(device => device.Address, StringComparer.Ordinal);
    }

    private static bool Matches(PciRequest wish, PciDevice device) => wish.Spec.Any(spec =>
        Allows(spec, PciTags.VendorId, device.VendorId)
        && Allows(spec, PciTags.ProductId, device.ProductId)
        && Allows(spec, PciTags.DevType, device.DevType.ToName()));

    private static bool Allows(IReadOnlyDictionary<string, string?> spec, string key, string value) =>
        !spec.TryGetValue(key, out string? wanted) || string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase);

    private (long Free, long All) Count(ComputeHost host, string resourceClass)
    {
        long free = 0;
        long all = 0;
        PlacementStore placement = context.Cloud.Placement;
        foreach (ResourceProvider provider in placement.Subtree(host.Tracker.Facts.Uuid))
        {
            foreach (Inventory inventory in placement.GetInventories(provider.Uuid).Where(found => found.ResourceClass == resourceClass))
            {
                free += RelievedHost.Free(placement, provider.Uuid, inventory);
                all += inventory.Capacity;
            }
        }

        return (free, all);
    }

    private static void AddAmount(Relief relief, string name, long missing, long wanted)
    {
        if (missing > 0)
        {
            relief.Amounts[name] = missing;
            relief.Cost += missing / (double)wanted;
        }
    }
}
