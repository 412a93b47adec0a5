using Model.Hardware;

namespace Model.Pci;

/// <summary>
/// All PCI devices of one compute service and who uses them (<c>nova/pci/manager.py</c>, PciDevTracker). Mutable; not safe for
/// concurrent use. Changes are kept in memory until <see cref="Save"/>; a restart is a new tracker from <see cref="Stored"/>.
/// </summary>
/// <remarks>A call that throws leaves the state as far as it got, as in Nova, and later calls go on from there.</remarks>
public sealed class PciTracker
{
    private readonly PciDeviceSpecList _specs;
    private readonly PciRules _rules;
    private readonly List<PciDevice> _devices;
    private readonly SortedDictionary<string, PciDeviceRecord> _stored = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, List<PciDevice>> _claims = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, List<PciDevice>> _allocations = new(StringComparer.Ordinal);

    // Reports about devices in use, by address; they take effect when the device is freed.
    private readonly Dictionary<string, (HypervisorPciDevice Facts, PciDeviceSpec Spec)> _postponed = new(StringComparer.Ordinal);

    // Addresses of devices that left the configuration or the host while in use.
    private readonly SortedSet<string> _removeWhenFreed = new(StringComparer.Ordinal);

    /// <summary>What may have made the pools other than the free devices since the service started.</summary>
    public PciPoolConfusion Confusion { get; private set; }

    /// <summary>Starts a service.</summary>
    /// <param name="specs">The device specifications in force.</param>
    /// <param name="hostCells">The host's NUMA cells; null when the host has no NUMA topology.</param>
    /// <param name="stored">What the database holds of this compute node; null for nothing.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    public PciTracker(
        PciDeviceSpecList specs,
        IReadOnlyList<PciHostCell>? hostCells,
        IReadOnlyList<PciDeviceRecord>? stored = null,
        PciRules? rules = null)
    {
        _specs = specs;
        _rules = rules ?? PciRules.Default;
        Stats = new PciStats(specs, hostCells, _rules);
        _devices = [];
        foreach (PciDeviceRecord record in stored ?? [])
        {
            _stored[record.Facts.Address] = record;
            _devices.Add(new PciDevice(record));
        }

        PciDeviceTree.Build(_devices);
        foreach (PciDevice device in _devices)
        {
            switch (device.Status)
            {
                case PciDeviceStatus.Claimed:
                    OwnedBy(_claims, device.InstanceUuid!).Add(device);
                    break;
                case PciDeviceStatus.Allocated:
                    OwnedBy(_allocations, device.InstanceUuid!).Add(device);
                    break;
                case PciDeviceStatus.Available:
                    Stats.Add(device);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The pools of free devices.</summary>
    public PciStats Stats { get; }

    /// <summary>All tracked devices; removed ones stay until <see cref="Save"/>.</summary>
    public IReadOnlyList<PciDevice> Devices => _devices;

    /// <summary>What the database holds, in ascending order of the address text.</summary>
    public IReadOnlyList<PciDeviceRecord> Stored => [.. _stored.Values];

    /// <summary>The devices that the database holds as allocated to an instance, in ascending order of the address text.</summary>
    public IEnumerable<PciDeviceRecord> StoredOf(string instanceUuid) =>
        _stored.Values.Where(record => record.Status == PciDeviceStatus.Allocated && record.InstanceUuid == instanceUuid);

    /// <summary>Addresses of devices in use that left the configuration or the host, ascending; each is removed when it is freed.</summary>
    public IReadOnlyCollection<string> RemovedWhenFreed => _removeWhenFreed;

    /// <summary>The devices claimed for an instance, in the order of the claim; empty when there are none.</summary>
    public IReadOnlyList<PciDevice> ClaimsOf(string instanceUuid) =>
        _claims.TryGetValue(instanceUuid, out List<PciDevice>? found) ? found : [];

    /// <summary>The devices allocated to an instance; empty when there are none.</summary>
    public IReadOnlyList<PciDevice> AllocationsOf(string instanceUuid) =>
        _allocations.TryGetValue(instanceUuid, out List<PciDevice>? found) ? found : [];

    /// <summary>Takes over the full list of devices that the hypervisor reports; those that no specification means are left out.</summary>
    /// <exception cref="NovaException">
    /// <c>PciDeviceWrongAddressFormat</c>: a reported address is no address. <c>PciDevicePoolEmpty</c>: a device that is gone now
    /// had changed before, so that no pool fits it.
    /// </exception>
    public void Report(IReadOnlyList<HypervisorPciDevice> reported)
    {
        List<(HypervisorPciDevice Facts, PciDeviceSpec Spec)> assignable = [];
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        foreach (HypervisorPciDevice facts in reported)
        {
            if (FindSpec(facts) is { } spec)
            {
                first.TryAdd(facts.Address, assignable.Count);
                assignable.Add((facts, spec));
            }
        }

        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (PciDevice device in _devices)
        {
            known.Add(device.Address);
            if (first.TryGetValue(device.Address, out int index))
            {
                Refresh(device, assignable[index].Facts, assignable[index].Spec);
            }
            else
            {
                RemoveUnlessInUse(device);
            }
        }

        foreach ((HypervisorPciDevice facts, PciDeviceSpec spec) in assignable)
        {
            if (!known.Contains(facts.Address))
            {
                PciDevice device = new(facts, spec);
                _devices.Add(device);
                Stats.Add(device);
            }
        }

        PciDeviceTree.Build(_devices);
        if (Confusion == PciPoolConfusion.None && _devices.Exists(device => device.Parent is { } parent
            && ((device.InstanceUuid is not null && parent.Status == PciDeviceStatus.Available)
                || (device.Status == PciDeviceStatus.Available && parent.InstanceUuid is not null))))
        {
            Confusion = PciPoolConfusion.RelativeConfigured;
        }
    }

    /// <summary>Stores what changed. Removed devices vanish.</summary>
    /// <returns>
    /// The last records of devices that vanished while the database still had them as allocated, which is what happens to a device that
    /// leaves the configuration and is freed later. Nova deletes such a record as it is.
    /// </returns>
    public IReadOnlyList<PciDeviceRecord> Save()
    {
        List<PciDeviceRecord>? vanished = null;
        for (int index = 0; index < _devices.Count; index++)
        {
            PciDevice device = _devices[index];
            if (!device.IsChanged)
            {
                continue;
            }

            if (device.Store() is { } record)
            {
                _stored[device.Address] = record;
            }
            else
            {
                if (_stored.Remove(device.Address, out PciDeviceRecord? last) && last.Status == PciDeviceStatus.Allocated)
                {
                    (vanished ??= []).Add(last);
                }

                _devices.RemoveAt(index--);
            }
        }

        return vanished ?? (IReadOnlyList<PciDeviceRecord>)[];
    }

    /// <summary>Claims devices for an instance.</summary>
    /// <param name="instanceUuid">The instance.</param>
    /// <param name="requests">Its requests; none claims nothing.</param>
    /// <param name="numaCells">Host cells of the guest; null when it has no NUMA topology.</param>
    /// <returns>The devices in the order taken. A second claim of an instance hides the first one's devices, as in Nova.</returns>
    /// <exception cref="NovaException">
    /// <c>PciDeviceRequestFailed</c>, or as for <see cref="PciStats.Consume"/> and <see cref="PciDevice.Claim"/>.
    /// </exception>
    public IReadOnlyList<PciDevice> Claim(string instanceUuid, IReadOnlyList<PciRequest> requests, IReadOnlyList<int>? numaCells)
    {
        if (_devices.Count == 0 || requests.Count == 0)
        {
            return [];
        }

        int free = Stats.FreeCount;
        List<PciDevice> taken;
        try
        {
            taken = [.. Stats.Consume(requests, numaCells)];
            foreach (PciDevice device in taken)
            {
                device.Claim(instanceUuid);
            }
        }
        catch (NovaException) when (Stats.FreeCount != free)
        {
            Confusion = Confusion == PciPoolConfusion.None ? PciPoolConfusion.BrokenClaim : Confusion;
            throw;
        }

        if (taken.Count > 0)
        {
            _claims[instanceUuid] = taken;
        }

        return taken;
    }

    /// <summary>Turns an instance's claims into allocations.</summary>
    /// <exception cref="NovaException">As for <see cref="PciDevice.Allocate"/>.</exception>
    public void Allocate(string instanceUuid)
    {
        if (!_claims.Remove(instanceUuid, out List<PciDevice>? claimed))
        {
            return;
        }

        foreach (PciDevice device in claimed)
        {
            device.Allocate(instanceUuid);
        }

        OwnedBy(_allocations, instanceUuid).AddRange(claimed);
    }

    /// <summary>Gives back all allocations and claims of an instance.</summary>
    public void Free(string instanceUuid)
    {
        FreeAllocations(instanceUuid);
        FreeClaims(instanceUuid);
    }

    /// <summary>Gives back every allocated device of an instance, if it has a known allocation at all.</summary>
    public void FreeAllocations(string instanceUuid) => FreeAll(_allocations, PciDeviceStatus.Allocated, instanceUuid);

    /// <summary>Gives back every claimed device of an instance, if it has a known claim at all.</summary>
    public void FreeClaims(string instanceUuid) => FreeAll(_claims, PciDeviceStatus.Claimed, instanceUuid);

    /// <summary>Gives back one device of an instance; nothing happens when the instance does not own it.</summary>
    public void FreeDevice(string address, string instanceUuid)
    {
        PciDevice? device = _devices.Find(other => other.Address == address && other.InstanceUuid == instanceUuid);
        if (device is null)
        {
            return;
        }

        RemoveFrom(_allocations, instanceUuid, device);
        RemoveFrom(_claims, instanceUuid, device);
        FreeDevice(device, null);
    }

    /// <summary>Gives back the devices of every instance that is neither hosted here nor moving.</summary>
    /// <param name="instanceUuids">The instances to keep.</param>
    public void Clean(IReadOnlyCollection<string> instanceUuids)
    {
        HashSet<string> kept = new(instanceUuids, StringComparer.Ordinal);
        CleanAll(_claims, kept);
        CleanAll(_allocations, kept);
    }

    private static List<PciDevice> OwnedBy(OrderedDictionary<string, List<PciDevice>> owners, string instanceUuid)
    {
        if (!owners.TryGetValue(instanceUuid, out List<PciDevice>? owned))
        {
            owned = [];
            owners.Add(instanceUuid, owned);
        }

        return owned;
    }

    private static void RemoveFrom(OrderedDictionary<string, List<PciDevice>> owners, string instanceUuid, PciDevice device)
    {
        if (owners.TryGetValue(instanceUuid, out List<PciDevice>? owned) && owned.Remove(device) && owned.Count == 0)
        {
            owners.Remove(instanceUuid);
        }
    }

    private PciDeviceSpec? FindSpec(HypervisorPciDevice facts)
    {
        try
        {
            return _specs.Find(facts);
        }
        catch (NovaException problem) when (_rules.AddressSkip && problem.Name == "PciConfigInvalidSpec")
        {
            // Only the device is odd, a 32-bit domain for example; the configuration was checked before.
            return null;
        }
    }

    private void Refresh(PciDevice device, HypervisorPciDevice facts, PciDeviceSpec spec)
    {
        if (device.Status is PciDeviceStatus.Claimed or PciDeviceStatus.Allocated)
        {
            _postponed[device.Address] = (facts, spec);
            return;
        }

        device.Update(facts, spec);
        if (_rules.TypeChangePools)
        {
            Stats.Update(device);
        }

        if (Confusion == PciPoolConfusion.None && device.Status == PciDeviceStatus.Available && device.PoolEntries == 0)
        {
            Confusion = PciPoolConfusion.DeviceExchanged;
        }
    }

    private void RemoveUnlessInUse(PciDevice device)
    {
        try
        {
            device.Remove();
        }
        catch (NovaException problem) when (problem.Name is "PciDeviceInvalidStatus" or "PciDeviceInvalidOwner")
        {
            if (_rules.RemoveWhenFreed)
            {
                _removeWhenFreed.Add(device.Address);
            }

            return;
        }

        if (Stats.IsFree(device))
        {
            Stats.Remove(device);
        }
    }

    private void FreeAll(OrderedDictionary<string, List<PciDevice>> owners, PciDeviceStatus status, string instanceUuid)
    {
        if (!owners.Remove(instanceUuid, out List<PciDevice>? owned) || owned.Count == 0)
        {
            return;
        }

        // By state and owner, not by the list: a later claim may have hidden devices from it.
        foreach (PciDevice device in _devices)
        {
            if (device.Status == status && device.InstanceUuid == instanceUuid)
            {
                FreeDevice(device, instanceUuid);
            }
        }
    }

    private void CleanAll(OrderedDictionary<string, List<PciDevice>> owners, HashSet<string> kept)
    {
        string[] instances = [.. owners.Keys];
        foreach (string instance in instances)
        {
            if (kept.Contains(instance) || !owners.Remove(instance, out List<PciDevice>? owned))
            {
                continue;
            }

            foreach (PciDevice device in owned)
            {
                FreeDevice(device, null);
            }
        }
    }

    private void FreeDevice(PciDevice device, string? instanceUuid)
    {
        IReadOnlyList<PciDevice> freed = device.Free(instanceUuid);
        if (_postponed.Remove(device.Address, out (HypervisorPciDevice Facts, PciDeviceSpec Spec) report))
        {
            device.Update(report.Facts, report.Spec);
        }

        if (_removeWhenFreed.Remove(device.Address))
        {
            device.Remove();
            if (Stats.IsFree(device))
            {
                Stats.Remove(device);
            }

            if (Confusion == PciPoolConfusion.None && freed.Any(other => other != device && !Stats.IsFree(other)))
            {
                Confusion = PciPoolConfusion.RelativeRemoved;
            }

            return;
        }

        foreach (PciDevice other in freed)
        {
            Stats.Add(other);
        }
    }
}
