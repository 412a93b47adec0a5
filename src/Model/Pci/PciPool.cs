namespace Model.Pci;

/// <summary>Free devices of one kind (<c>nova/pci/stats.py</c>): how many, and on the compute side which ones.</summary>
public sealed class PciPool
{
    private readonly List<PciDevice>? _devices;

    internal PciPool(PciPoolProperties properties, int count, string? providerUuid, bool hasDevices)
    {
        Properties = properties;
        Count = count;
        ProviderUuid = providerUuid;
        _devices = hasDevices ? [] : null;
    }

    /// <summary>What the devices have in common.</summary>
    public PciPoolProperties Properties { get; }

    /// <summary>
    /// Free devices. Zero is possible: taking the last device on a compute host keeps the pool. It can differ from the
    /// number of <see cref="Devices"/> after a claim that failed half-way, as in Nova.
    /// </summary>
    public int Count { get; internal set; }

    /// <summary>The Placement provider that stands for the devices, or null when they are not reported.</summary>
    public string? ProviderUuid { get; internal set; }

    /// <summary>The NUMA node of the devices, or null.</summary>
    public int? NumaNode => Properties.NumaNode;

    /// <summary>The free devices in stored order; the last is taken first. Empty in the scheduler's view.</summary>
    public IReadOnlyList<PciDevice> Devices => _devices ?? [];

    /// <summary>How many keys Nova's dictionary for the pool has; pools are sorted by it.</summary>
    internal int KeyCount => Properties.Count + (_devices is null ? 1 : 2) + (ProviderUuid is null ? 0 : 1);

    /// <summary>Whether the pool is still in its list; a claim may hold on to one that is not.</summary>
    internal bool IsListed { get; set; } = true;

    internal List<PciDevice> FreeDevices => _devices
        ?? throw new InvalidOperationException("the scheduler's view of a pool has no devices");

    internal void Add(PciDevice device)
    {
        FreeDevices.Add(device);
        device.LastPool = this;
        device.PoolEntries++;
    }

    internal PciDevice RemoveAt(int index)
    {
        PciDevice device = FreeDevices[index];
        FreeDevices.RemoveAt(index);
        device.PoolEntries--;
        return device;
    }

    internal PciPool WithoutDevices() => new(Properties, Count, ProviderUuid, hasDevices: false);
}
