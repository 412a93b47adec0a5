using Model.Pci;

namespace Model.Numa;

/// <summary>A host's pools of free devices and a guest's requests for them, as a fit looks at both.</summary>
/// <param name="pools">The host's pools.</param>
/// <param name="requests">The guest's requests; may be empty.</param>
public sealed class NumaPciDevices(PciStats pools, IReadOnlyList<PciRequest> requests) : INumaPciDevices
{
    private int[] _cells = [];

    /// <summary>
    /// The providers of the allocation candidate in question; null where the requests tell theirs, or where Placement knows
    /// nothing of the devices.
    /// </summary>
    public PciProviderMapping? Mapping { get; set; }

    /// <inheritdoc/>
    public bool AreRequested => requests.Count > 0;

    /// <summary>The devices of a host, or null where it reports none.</summary>
    public static NumaPciDevices? Of(PciStats? pools, IReadOnlyList<PciRequest> requests, PciProviderMapping? mapping) =>
        pools is null ? null : new NumaPciDevices(pools, requests) { Mapping = mapping };

    /// <inheritdoc/>
    public long CountFree(int hostCell)
    {
        long count = 0;
        IReadOnlyList<PciPool> all = pools.Pools;
        for (int index = 0; index < all.Count; index++)
        {
            count += all[index].NumaNode == hostCell ? all[index].Count : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    public bool Suit(ReadOnlySpan<int> hostCells)
    {
        if (_cells.Length != hostCells.Length)
        {
            _cells = new int[hostCells.Length];
        }

        hostCells.CopyTo(_cells);
        return requests.Count == 0 || pools.Supports(requests, Mapping, _cells);
    }
}
