using Model.Pci;

namespace Model.Numa;

/// <summary>A host's free devices seen through the requests of one guest, for the fit of its NUMA cells.</summary>
/// <param name="stats">The host's pools.</param>
/// <param name="requests">The guest's requests; empty when it asks for none.</param>
/// <param name="mapping">The providers of the allocation candidate; null when the requests tell themselves.</param>
public sealed class GuestPciDevices(PciStats stats, IReadOnlyList<PciRequest> requests, PciProviderMapping? mapping) : INumaPciDevices
{
    /// <inheritdoc/>
    public bool AreRequested => requests.Count > 0;

    /// <inheritdoc/>
    public long CountFree(int hostCell)
    {
        long free = 0;
        IReadOnlyList<PciPool> pools = stats.Pools;
        for (int index = 0; index < pools.Count; index++)
        {
            free += pools[index].NumaNode == hostCell ? pools[index].Count : 0;
        }

        return free;
    }

    /// <inheritdoc/>
    public bool Suit(ReadOnlySpan<int> hostCells) => requests.Count == 0 || stats.Supports(requests, mapping, hostCells.ToArray());
}
