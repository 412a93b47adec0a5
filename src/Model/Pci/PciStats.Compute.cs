namespace Model.Pci;

/// <content>The compute host's side: devices enter and leave the pools, and are taken for requests.</content>
public sealed partial class PciStats
{
    /// <summary>Puts a free device into its pool; a device that no specification means stays out.</summary>
    public void Add(PciDevice device)
    {
        if (PropertiesOf(device) is not { } properties)
        {
            return;
        }

        PciPool? pool = FindPool(properties);
        if (pool is null)
        {
            pool = new PciPool(properties, 0, null, hasDevices: true);
            _pools.Add(pool);
            SortPools();
        }
        else if (properties.HasKeysOf(pool.Properties))
        {
            // One object a pool instead of one a device.
            device.PoolProperties = pool.Properties;
        }

        pool.Count++;
        pool.Add(device);
    }

    /// <summary>Takes a free device out of the pool that fits its present properties.</summary>
    /// <exception cref="NovaException">
    /// <c>PciDevicePoolEmpty</c>: no pool has these properties, for instance since they changed after the device was added.
    /// <c>ValueError</c>: the pool does not hold the device.
    /// </exception>
    public void Remove(PciDevice device)
    {
        if (PropertiesOf(device) is not { } properties)
        {
            return;
        }

        PciPool pool = FindPool(properties)
            ?? throw new NovaException("PciDevicePoolEmpty", $"no pool holds PCI device {device.Address}");
        int index = pool.FreeDevices.IndexOf(device);
        if (index < 0)
        {
            throw new NovaException("ValueError", $"PCI device {device.Address} is not in its pool");
        }

        pool.RemoveAt(index);
        DecreaseByOne(pool);
    }

    /// <summary>Moves a free device to another pool if its type changed; other changes leave it where it is.</summary>
    public void Update(PciDevice device)
    {
        foreach (PciPool pool in _pools)
        {
            int index = pool.FreeDevices.FindIndex(other => other.Address == device.Address);
            if (index < 0)
            {
                continue;
            }

            if (pool.Properties.DevType != device.DevType.ToName())
            {
                pool.RemoveAt(index);
                DecreaseByOne(pool);
                Add(device);
            }

            return;
        }
    }

    /// <summary>Whether the device is in a pool.</summary>
    public bool IsFree(PciDevice device)
    {
        if (device.PoolEntries == 0 || device.LastPool is not { } last)
        {
            return false;
        }

        // The last pool nearly always answers; a device can only be elsewhere after a claim that failed half-way.
        if (last.IsListed && last.FreeDevices.Contains(device))
        {
            return true;
        }

        foreach (PciPool pool in _pools)
        {
            if (pool.FreeDevices.Contains(device))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Takes devices for requests. Emptied pools stay; a taken PF's VFs and a taken VF's PF leave the pools.
    /// </summary>
    /// <param name="requests">The requests, in order; their <c>rp_uuids</c> bind them to providers.</param>
    /// <param name="numaCells">Host cells of the guest; null or empty for no constraint.</param>
    /// <returns>The devices in the order taken, each marked with its request.</returns>
    /// <exception cref="NovaException">
    /// <c>PciDeviceRequestFailed</c>: the devices taken so far are put back, but not the relatives that left with them; nothing
    /// is put back if the providers are at fault. <c>PciDevicePoolEmpty</c> or <c>ValueError</c>: a relative changed since it was added.
    /// </exception>
    public IReadOnlyList<PciDevice> Consume(IReadOnlyList<PciRequest> requests, IReadOnlyList<int>? numaCells)
    {
        List<PciDevice> taken = [];
        ReadOnlySpan<int> cells = [.. numaCells ?? []];
        foreach (PciRequest request in requests)
        {
            PciProviderNeed need = PciProviderNeed.Of(request, null);
            PciPool[] pools = PoolsFor(request, need, cells);
            if (pools.Length == 0)
            {
                NovaException refusal = RequestFailed(Report(request, cells));
                for (int index = taken.Count - 1; index >= 0; index--)
                {
                    Add(taken[index]);
                }

                throw refusal;
            }

            if (!need.IsBound)
            {
                TakeInOrder(request, pools, taken);
                continue;
            }

            if (_rules.OneProviderOnePool && HasSplitProvider(pools))
            {
                throw RequestFailed(Report(request, cells));
            }

            foreach (PciPool pool in pools)
            {
                int wanted = need.From(pool.ProviderUuid!);
                pool.Count -= wanted;
                TakeDevices(pool, wanted, request.RequestId, taken);
            }
        }

        return taken;
    }

    /// <summary>Ties each pool to the provider of its devices, once Placement knows them.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: devices of one pool have different providers.</exception>
    public void UpdateProviders()
    {
        foreach (PciPool pool in _pools)
        {
            string? provider = null;
            foreach (PciDevice device in pool.FreeDevices)
            {
                if (device.ProviderUuid is null)
                {
                    continue;
                }

                if (provider is not null && provider != device.ProviderUuid)
                {
                    throw new NovaException("ValueError", $"pool {pool.Properties.Address} is tied to more than one resource provider");
                }

                provider = device.ProviderUuid;
            }

            pool.ProviderUuid = provider ?? pool.ProviderUuid;
        }
    }

    private void TakeInOrder(PciRequest request, PciPool[] pools, List<PciDevice> taken)
    {
        int wanted = request.Count;
        foreach (PciPool pool in pools)
        {
            int number = Math.Min(pool.Count, wanted);
            wanted -= number;
            pool.Count -= number;
            TakeDevices(pool, number, request.RequestId, taken);
            if (wanted == 0)
            {
                return;
            }
        }
    }

    private static bool HasSplitProvider(PciPool[] pools)
    {
        for (int index = 0; index < pools.Length; index++)
        {
            for (int other = 0; other < index; other++)
            {
                if (pools[other].ProviderUuid == pools[index].ProviderUuid)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private PciPool[] PoolsFor(PciRequest request, in PciProviderNeed need, ReadOnlySpan<int> cells)
    {
        int size = _pools.Count;
        Span<int> scratch = size <= ScratchMax ? stackalloc int[size * 2] : new int[size * 2];
        Span<int> counts = scratch[..size];
        Span<int> selected = scratch[size..];
        CopyCounts(counts);
        int found = FilterPools(request, need, cells, counts, selected, []);
        if (found <= 0)
        {
            return [];
        }

        PciPool[] pools = new PciPool[found];
        for (int index = 0; index < found; index++)
        {
            pools[index] = _pools[selected[index]];
        }

        return pools;
    }

    /// <summary>Why a request was refused, the pools being as they are now.</summary>
    private PciRequestReport Report(PciRequest request, ReadOnlySpan<int> cells)
    {
        int[] counts = new int[_pools.Count];
        CopyCounts(counts);
        PciRequestReport report = TakeAndReport(request, null, cells, counts);
        return report.RefusedBy is null ? report with { RefusedBy = PciFilterStage.SplitProvider } : report;
    }

    private void TakeDevices(PciPool pool, int number, string requestId, List<PciDevice> taken)
    {
        for (int index = 0; index < number; index++)
        {
            if (pool.Devices.Count == 0)
            {
                throw new NovaException("IndexError", $"pool {pool.Properties.Address} counts devices that it does not hold");
            }

            PciDevice device = pool.RemoveAt(pool.Devices.Count - 1);
            RemoveRelatives(device);
            device.RequestId = requestId;
            taken.Add(device);
        }
    }

    private void RemoveRelatives(PciDevice device)
    {
        if (device.DevType == PciDeviceType.Pf)
        {
            // Which VFs are free is asked once, before the first one leaves: a pool that lost count of its devices may vanish with it,
            // and then the next VF finds no pool.
            PciDevice[] free = [.. device.Children.Where(IsFree)];
            foreach (PciDevice child in free)
            {
                Remove(child);
            }
        }
        else if (device.IsVirtualFunction && device.Parent is { } parent && IsFree(parent))
        {
            Remove(parent);
        }
    }

    private void DecreaseByOne(PciPool pool)
    {
        if (pool.Count > 1)
        {
            pool.Count--;
            return;
        }

        // The last device takes its pool along, and Nova leaves the count of the lost pool as it was.
        _pools.Remove(pool);
        pool.IsListed = false;
    }

    private PciPool? FindPool(PciPoolProperties properties)
    {
        foreach (PciPool pool in _pools)
        {
            if (properties.Equals(pool.Properties))
            {
                return pool;
            }
        }

        return null;
    }

    private PciPoolProperties? PropertiesOf(PciDevice device)
    {
        PciDeviceSpecList specs = _specs ?? throw new InvalidOperationException("the scheduler's view has no devices");
        if (device.PoolProperties is null || !ReferenceEquals(device.PoolSpecs, specs))
        {
            device.PoolProperties = specs.Find(device) is { } spec ? MakeProperties(device, spec) : null;
            device.PoolSpecs = specs;
        }

        return device.PoolProperties;
    }

    private PciPoolProperties MakeProperties(PciDevice device, PciDeviceSpec spec)
    {
        List<KeyValuePair<string, PciTagValue>> items =
        [
            new(PciTags.ProductId, PciTagValue.FromText(device.ProductId)),
            new(PciTags.VendorId, PciTagValue.FromText(device.VendorId)),
            new(PciTags.NumaNode, PciTagValue.FromInteger(device.NumaNode)),
            new(PciTags.DevType, PciTagValue.FromText(device.DevType.ToName())),
        ];
        bool isRemoteManagedSet = device.DevType == PciDeviceType.Pci;
        foreach (KeyValuePair<string, PciTagValue> tag in spec.Tags)
        {
            if (!PciTags.IsIgnoredInPools(tag.Key))
            {
                items.Add(tag);
                isRemoteManagedSet |= tag.Key == PciTags.RemoteManaged && tag.Value.Kind != PciTagKind.Null;
            }
        }

        if (_rules.PoolsByParent)
        {
            string home = string.IsNullOrEmpty(device.ParentAddress) ? device.Address : device.ParentAddress;
            items.Add(new(PciTags.Address, PciTagValue.FromText(home)));
        }

        if (!string.IsNullOrEmpty(device.ParentInterface))
        {
            items.Add(new(PciTags.ParentInterface, PciTagValue.FromText(device.ParentInterface)));
        }

        if (!isRemoteManagedSet)
        {
            items.Add(new(PciTags.RemoteManaged, PciTagValue.FromText("false")));
        }

        return new PciPoolProperties(items);
    }
}
