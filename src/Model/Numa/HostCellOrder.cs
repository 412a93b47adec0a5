namespace Model.Numa;

/// <summary>
/// The order in which a fit tries host cells (<c>nova/virt/hardware.py</c>, numa_fit_instance_to_host): three stable sorts, of
/// which the last counts most – free memory, CPUs, PCI devices. Where the guest needs every cell nothing is sorted.
/// </summary>
internal static class HostCellOrder
{
    /// <summary>The host's cells in the order to try.</summary>
    public static IReadOnlyList<HostNumaCell> Of(HostNumaTopology host, InstanceNumaCell firstGuestCell, int guestCells, NumaFitOptions options)
    {
        if (host.Cells.Length <= guestCells)
        {
            return host.Cells;
        }

        IEnumerable<HostNumaCell> cells = options.Packs
            ? host.Cells.OrderBy(cell => cell.AvailableMemoryMb)
            : host.Cells.OrderByDescending(cell => cell.AvailableMemoryMb);
        cells = (firstGuestCell.IsPinned, options.Packs) switch
        {
            (false, false) => cells.OrderBy(cell => cell.CpuUsage),
            (false, true) => cells.OrderByDescending(cell => cell.CpuUsage),
            (true, false) => cells.OrderByDescending(cell => cell.FreePcpuCount),
            (true, true) => cells.OrderBy(cell => cell.FreePcpuCount),
        };
        if (options.Pci is { } pci)
        {
            // Never packed: guests with devices go where most are, guests without keep away from them.
            cells = pci.AreRequested
                ? cells.OrderByDescending(cell => pci.CountFree(cell.Id))
                : cells.OrderBy(cell => pci.CountFree(cell.Id));
        }

        return [.. cells];
    }
}
