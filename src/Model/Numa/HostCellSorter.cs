namespace Model.Numa;

/// <summary>The order of <see cref="HostCellOrder"/> as indices, from one stable insertion sort over three keys.</summary>
internal sealed class HostCellSorter
{
    private int[] _order = [];
    private (long Pci, long Cpus, long Memory)[] _keys = [];
    private int _count;

    /// <summary>Indices of the host's cells in the order to try.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, _count);

    /// <summary>Sorts the cells of a host; smaller keys come first.</summary>
    public void Sort(HostNumaTopology host, InstanceNumaCell firstGuestCell, int guestCells, NumaFitOptions options)
    {
        _count = host.Cells.Length;
        if (_order.Length < _count)
        {
            _order = new int[_count];
            _keys = new (long Pci, long Cpus, long Memory)[_count];
        }

        bool sorts = _count > guestCells;
        int sign = options.Packs ? 1 : -1;
        for (int index = 0; index < _count; index++)
        {
            HostNumaCell cell = host.Cells[index];
            long devices = sorts && options.Pci is { } pci ? pci.CountFree(cell.Id) * (pci.AreRequested ? -1 : 1) : 0;
            long cpus = firstGuestCell.IsPinned ? sign * cell.Facts.FreeDedicatedCpus : -sign * cell.CpuUsage;
            _keys[index] = sorts ? (devices, cpus, sign * cell.AvailableMemoryMb) : default;
            Insert(index);
        }
    }

    private void Insert(int index)
    {
        int place = index;
        while (place > 0 && _keys[index].CompareTo(_keys[_order[place - 1]]) < 0)
        {
            _order[place] = _order[place - 1];
            place--;
        }

        _order[place] = index;
    }
}
