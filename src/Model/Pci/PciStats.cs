namespace Model.Pci;

/// <summary>
/// The free PCI devices of one host, grouped into pools (<c>nova/pci/stats.py</c>, PciDeviceStats). On a compute host pools hold
/// devices; the scheduler's view holds counts only. Mutable; not safe for concurrent use.
/// </summary>
/// <remarks>
/// The order of pools decides which devices are taken: pools are stably sorted by their number of keys whenever one is
/// added, and devices are taken from the end of a pool.
/// </remarks>
public sealed partial class PciStats
{
    private readonly PciHostCell[]? _hostCells;
    private readonly PciRules _rules;
    private readonly PciDeviceSpecList? _specs;
    private readonly List<PciPool> _pools;
    private int _freeCount = -1;
    private bool _hasDebt;

    /// <summary>Makes the empty pools of a compute host.</summary>
    /// <param name="specs">The host's device specifications, which give devices their tags.</param>
    /// <param name="hostCells">The host's NUMA cells; null when the host has no NUMA topology.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    public PciStats(PciDeviceSpecList specs, IReadOnlyList<PciHostCell>? hostCells, PciRules? rules = null)
        : this([], hostCells is null ? null : [.. hostCells], specs, rules ?? PciRules.Default)
    {
    }

    private PciStats(List<PciPool> pools, PciHostCell[]? hostCells, PciDeviceSpecList? specs, PciRules rules)
    {
        _pools = pools;
        _hostCells = hostCells;
        _specs = specs;
        _rules = rules;
    }

    /// <summary>The pools in stored order; some may be empty.</summary>
    public IReadOnlyList<PciPool> Pools => _pools;

    /// <summary>Whether this is a compute host's side, whose pools hold devices.</summary>
    public bool HasDevices => _specs is not null;

    /// <summary>The host's NUMA cells, or null when the host has no NUMA topology.</summary>
    public IReadOnlyList<PciHostCell>? HostCells => _hostCells;

    /// <summary>All free devices: the sum of the pools' counts.</summary>
    public int FreeCount
    {
        get
        {
            // Only the scheduler's view keeps the sum, as schedulers ask for it at every decision.
            if (_freeCount >= 0)
            {
                return _freeCount;
            }

            int sum = 0;
            _hasDebt = false;
            foreach (PciPool pool in _pools)
            {
                sum += pool.Count;
                _hasDebt |= pool.Count < 0;
            }

            _freeCount = HasDevices ? -1 : sum;
            return sum;
        }
    }

    /// <summary>Makes the scheduler's view from what a compute node record holds.</summary>
    /// <param name="pools">The pools in stored order.</param>
    /// <param name="hostCells">The host's NUMA cells; null when the host has no NUMA topology.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    public static PciStats FromPools(
        IReadOnlyList<PciPoolRecord> pools, IReadOnlyList<PciHostCell>? hostCells, PciRules? rules = null)
    {
        List<PciPool> list = new(pools.Count);
        foreach (PciPoolRecord record in pools)
        {
            list.Add(FromRecord(record));
        }

        PciStats stats = new(list, hostCells is null ? null : [.. hostCells], null, rules ?? PciRules.Default);
        stats.SortPools();
        return stats;
    }

    /// <summary>
    /// An independent copy with the same counts in the same order, without devices. The pools' properties are shared.
    /// </summary>
    public PciStats Clone()
    {
        List<PciPool> copy = new(_pools.Count);
        foreach (PciPool pool in _pools)
        {
            copy.Add(pool.WithoutDevices());
        }

        return new PciStats(copy, _hostCells, null, _rules);
    }

    /// <summary>What the compute node record publishes: counts and tags as text, in stored order.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a tag is a list or an object, which the record cannot hold.</exception>
    public IReadOnlyList<PciPoolRecord> ToRecords() => _pools.ConvertAll(ToRecord);

    /// <summary>The scheduler's view of the pools as they are now: published and read back.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>, see <see cref="ToRecords"/>.</exception>
    public PciStats Snapshot()
    {
        PciStats view = new(
            _pools.ConvertAll(static pool => new PciPool(pool.Properties.AsPublished(), pool.Count, pool.ProviderUuid, hasDevices: false)),
            _hostCells,
            null,
            _rules);
        view.SortPools();
        return view;
    }

    /// <summary>
    /// Whether the host has pools of remote-managed devices, free ones or not (has_remote_managed_device_pools). Here only the word
    /// <c>true</c> counts, in any letter case.
    /// </summary>
    public bool HasRemoteManagedPools()
    {
        foreach (PciPool pool in _pools)
        {
            if (string.Equals(pool.Properties.Get(PciTags.RemoteManaged).AsText, "true", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static PciPool FromRecord(PciPoolRecord record)
    {
        List<KeyValuePair<string, PciTagValue>> items =
        [
            new(PciTags.ProductId, PciTagValue.FromText(record.ProductId)),
            new(PciTags.VendorId, PciTagValue.FromText(record.VendorId)),
            new(PciTags.NumaNode, PciTagValue.FromInteger(record.NumaNode)),
        ];
        string? provider = null;
        foreach (KeyValuePair<string, string?> tag in record.Tags)
        {
            if (tag.Key == PciTags.ProviderUuid)
            {
                provider = tag.Value;
            }
            else
            {
                items.Add(new(tag.Key, PciTagValue.FromText(tag.Value)));
            }
        }

        return new PciPool(new PciPoolProperties(items), record.Count, provider, hasDevices: false);
    }

    private static PciPoolRecord ToRecord(PciPool pool)
    {
        PciPoolProperties published = pool.Properties.AsPublished();
        List<KeyValuePair<string, string?>> tags = [];
        foreach (KeyValuePair<string, PciTagValue> item in published.Items)
        {
            if (item.Key is not (PciTags.VendorId or PciTags.ProductId or PciTags.NumaNode))
            {
                tags.Add(new(item.Key, item.Value.Text));
            }
        }

        if (pool.ProviderUuid is not null)
        {
            tags.Add(new(PciTags.ProviderUuid, pool.ProviderUuid));
        }

        return new PciPoolRecord
        {
            VendorId = published.VendorId ?? string.Empty,
            ProductId = published.ProductId ?? string.Empty,
            NumaNode = pool.NumaNode,
            Count = pool.Count,
            Tags = tags,
        };
    }

    /// <summary>Sorts by number of keys, keeping the order of equals; insertion sort, as the list is nearly sorted.</summary>
    private void SortPools()
    {
        for (int end = 1; end < _pools.Count; end++)
        {
            PciPool pool = _pools[end];
            int index = end;
            for (; index > 0 && _pools[index - 1].KeyCount > pool.KeyCount; index--)
            {
                _pools[index] = _pools[index - 1];
            }

            _pools[index] = pool;
        }
    }
}
