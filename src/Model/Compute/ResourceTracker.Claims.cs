using Model.Numa;
using Model.Pci;
using Model.Servers;

namespace Model.Compute;

/// <content>Claims of new guests, and what becomes of guests that stay.</content>
public sealed partial class ResourceTracker
{
    /// <summary>Sets aside what a new or unshelved guest needs (<c>instance_claim</c>): tests NUMA and PCI, then takes both.</summary>
    /// <param name="instance">The guest; afterwards it is on this host, with its cells as fitted.</param>
    /// <param name="limits">Limits that the scheduler's NUMA filter handed on, or null for none.</param>
    /// <returns>The devices it got, in the order taken.</returns>
    /// <exception cref="NovaException">
    /// <c>ComputeResourcesUnavailable</c>: it does not fit; the message is Nova's, joined by semicolons, and nothing is held.
    /// <c>PciDeviceRequestFailed</c>: it seemed to fit but the devices could not be taken. <c>ReshapeFailed</c> and its kin: Placement refused
    /// the update. After the last two the guest counts here until the next audit, or until the claim is aborted.
    /// </exception>
    public IReadOnlyList<PciDevice> Claim(Instance instance, NumaLimits? limits)
    {
        instance.Numa = Test(instance.Numa, instance.PciRequests, limits);
        _database.SetHost(instance, Host);
        IReadOnlyList<PciDevice> devices = ClaimDevices(instance, instance.PciRequests, instance.Numa);
        _providers?.ForgetAllocated(instance.Uuid);
        Count(instance);
        Update();
        return devices;
    }

    /// <summary>Gives back what a guest holds here after its build failed (<c>abort_instance_claim</c>); it is on no host then.</summary>
    public void AbortClaim(Instance instance)
    {
        Count(instance, isRemoved: true);
        instance.Numa = instance.Numa?.WithoutHostPinning();
        _database.SetHost(instance, null);
        Update();
    }

    /// <summary>Notes a change of a guest's state; a deleted or offloaded guest gives back what it holds (<c>update_usage</c>).</summary>
    public void UpdateUsage(Instance instance)
    {
        if (_tracked.Contains(instance.Uuid))
        {
            Count(instance);
            Update();
        }
    }

    /// <summary>Claims devices beyond a guest's own claim: a live migration's, or an attached port's (<c>claim_pci_devices</c>).</summary>
    /// <exception cref="NovaException"><c>PciDeviceRequestFailed</c>.</exception>
    public IReadOnlyList<PciDevice> ClaimPci(Instance instance, IReadOnlyList<PciRequest> requests, InstanceNumaTopology? numa)
    {
        IReadOnlyList<PciDevice> devices = ClaimDevices(instance, requests, numa);
        SaveDevices();
        return devices;
    }

    /// <summary>Turns a guest's claimed devices into allocated ones.</summary>
    public void AllocatePci(Instance instance)
    {
        Pci.Allocate(instance.Uuid);
        SaveDevices();
    }

    /// <summary>Gives back a guest's allocated devices.</summary>
    public void FreeAllocatedPci(Instance instance)
    {
        Pci.FreeAllocations(instance.Uuid);
        SaveDevices();
    }

    /// <summary>Gives back a guest's claimed devices.</summary>
    public void FreeClaimedPci(Instance instance)
    {
        Pci.FreeClaims(instance.Uuid);
        SaveDevices();
    }

    /// <summary>Gives back one device of a guest (<c>unclaim_pci_devices</c>).</summary>
    public void FreePci(Instance instance, string address)
    {
        Pci.FreeDevice(address, instance.Uuid);
        SaveDevices();
    }

    private IReadOnlyList<PciDevice> ClaimDevices(Instance instance, IReadOnlyList<PciRequest> requests, InstanceNumaTopology? numa)
    {
        if (requests.Count == 0)
        {
            return [];
        }

        if (!instance.DeviceHosts.Contains(Host))
        {
            instance.DeviceHosts.Add(Host);
        }

        int[]? cells = numa is null ? null : [.. numa.Cells.Select(cell => cell.Id)];
        return Pci.Claim(instance.Uuid, requests, cells);
    }

    /// <summary>The guest's cells fitted to the host, or null when either has none.</summary>
    private InstanceNumaTopology? Test(InstanceNumaTopology? wish, IReadOnlyList<PciRequest> requests, NumaLimits? limits)
    {
        List<string> reasons = [];
        InstanceNumaTopology? fitted = null;
        if (_numa is not null && wish is not null)
        {
            // Unlike the scheduler's filter, before 34 the claim of a guest without devices does not look where devices are (bug 2144660).
            bool looks = requests.Count > 0 || Facts.Options.Release.Features.NumaClaimPciAlways;
            NumaPciDevices? devices = looks ? NumaPciDevices.Of(Pci.Stats, requests, null) : null;
            bool packs = Facts.Options.Compute.PackingHostNumaCellsAllocationStrategy;
            fitted = NumaFitter.FitOnce(_numa, wish, new NumaFitOptions(limits, devices, packs));
            if (fitted is null)
            {
                reasons.Add(requests.Count > 0
                    ? "Requested instance NUMA topology together with requested PCI devices cannot fit the given host NUMA topology"
                    : "Requested instance NUMA topology cannot fit the given host NUMA topology");
            }
        }

        if (requests.Count > 0 && !Pci.Stats.Supports(requests, (PciProviderMapping?)null, null))
        {
            reasons.Add("Claim pci failed");
        }

        return reasons.Count == 0 ? fitted : throw Unavailable(reasons);
    }

    private static NovaException Unavailable(IEnumerable<string> reasons) =>
        new("ComputeResourcesUnavailable", $"Insufficient compute resources: {string.Join("; ", reasons)}.");

    /// <summary>Counts a guest, or ends to count it (Nova's <c>_update_usage_from_instance</c>).</summary>
    private void Count(Instance instance, bool isRemoved = false)
    {
        bool isNew = _tracked.Add(instance.Uuid);
        bool goes = !isNew && (isRemoved || instance.AllowsResourceRemoval);
        if (goes)
        {
            _tracked.Remove(instance.Uuid);
        }

        if (goes || instance.AllowsResourceRemoval)
        {
            _states.Remove(instance.Uuid);
        }
        else
        {
            _states[instance.Uuid] = (instance.VmState, instance.TaskState);
        }

        if (!isNew && !goes)
        {
            return;
        }

        if (goes)
        {
            Pci.Free(instance.Uuid);
        }
        else
        {
            Pci.Allocate(instance.Uuid);
        }

        Use(instance.Flavor, instance.IsBootFromVolume, instance.Numa, goes ? -1 : 1);
    }
}
