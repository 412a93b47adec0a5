namespace Model.Numa;

/// <summary>Whether host cells suit a guest's networks (<c>nova/virt/hardware.py</c>, _numa_cells_support_network_metadata).</summary>
internal static class NetworkAffinity
{
    /// <summary>
    /// A network that is near some host cells must be near one of the chosen ones. A network that is near no cell does not matter.
    /// </summary>
    public static bool Suits(HostNumaTopology host, ReadOnlySpan<int> chosenCells, NumaNetworkMetadata wanted)
    {
        foreach (string physnet in wanted.Physnets)
        {
            if (!IsNearAny(host, chosenCells, physnet) && IsNearAny(host, [], physnet))
            {
                return false;
            }
        }

        return !wanted.Tunneled || IsNearAny(host, chosenCells, physnet: null) || !IsNearAny(host, [], physnet: null);
    }

    /// <summary>Whether a physical network, or null for tunnelled ones, is near one of the cells; no cells means all of the host's.</summary>
    private static bool IsNearAny(HostNumaTopology host, ReadOnlySpan<int> cells, string? physnet)
    {
        foreach (HostNumaCell cell in host.Cells)
        {
            if (cell.NetworkMetadata is { } near && (cells.IsEmpty || cells.Contains(cell.Id))
                && (physnet is null ? near.Tunneled : near.Physnets.AsSpan().Contains(physnet)))
            {
                return true;
            }
        }

        return false;
    }
}
