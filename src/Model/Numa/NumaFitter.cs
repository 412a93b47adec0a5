using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Model.Numa;

/// <summary>
/// Fits a guest's cells onto a host's, with the answers of <see cref="ReferenceNumaFit"/> and hardly an allocation. One object
/// serves one thread and any number of fits: <see cref="Start"/> with a guest and a host, then <see cref="Fits"/> or
/// <see cref="Fit"/> once for each allocation candidate of that host.
/// </summary>
/// <remarks>
/// How one guest cell does on one host cell does not change between the arrangements tried, so it is worked out once. What
/// Nova leaves behind in the guest between arrangements and candidates (see <see cref="ReferenceNumaFit"/>) is kept as
/// numbers: the id and page size of each guest cell, and the host cell of its last pinning.
/// </remarks>
public sealed class NumaFitter
{
    private const byte Known = 1;
    private const byte Fitting = 2;
    private const byte Packed = 4;
    private const int NoCell = -1;

    private readonly HostCellSorter _sorter = new();
    private readonly AnswersByCells _devices = new();
    private InstanceNumaTopology _wish = new([]);
    private HostNumaTopology _host = new([]);
    private NumaFitOptions _options;
    private bool _canTry;
    private int _hostCount;
    private int _guestCount;

    // By guest cell: index of its id (see IdIndex), page size in KiB, and host cell of the last pinning.
    private int[] _ids = [];
    private long[] _pageSizes = [];
    private int[] _pinnedOn = [];

    // By host cell and guest cell: what is known of the pair.
    private byte[] _pairs = [];

    // By host cell and id index: Nova's caches of one fit.
    private byte[] _cache = [];

    // The arrangement in hand: host cell indices by guest cell, and their ids.
    private int[] _chosen = [];
    private int[] _chosenIds = [];
    private bool[] _used = [];

    /// <summary>Fits once, without keeping anything.</summary>
    /// <param name="host">The host; null where it reports no topology.</param>
    /// <param name="wish">The guest; null for one without a topology.</param>
    /// <param name="options">Limits, devices and strategy.</param>
    /// <returns>The guest with host cells, pinning and page sizes chosen, or null when it does not fit.</returns>
    /// <exception cref="NovaException"><c>ValueError</c>: a pinned guest meets a host cell that lists no cores.</exception>
    public static InstanceNumaTopology? FitOnce(HostNumaTopology? host, InstanceNumaTopology? wish, NumaFitOptions options)
    {
        if (host is null || wish is null)
        {
            return null;
        }

        NumaFitter fitter = new();
        fitter.Start(host, wish, options);
        return fitter.Fit(options.Pci);
    }

    /// <summary>Begins with a host and a guest as it was asked for.</summary>
    /// <param name="host">The host.</param>
    /// <param name="wish">The guest.</param>
    /// <param name="options">Limits and strategy; its devices only matter for the order of host cells.</param>
    public void Start(HostNumaTopology host, InstanceNumaTopology wish, NumaFitOptions options)
    {
        _wish = wish;
        _host = host;
        _options = options;
        _hostCount = host.Cells.Length;
        _guestCount = wish.Cells.Length;
        _canTry = _guestCount > 0 && _hostCount >= _guestCount;
        if (!_canTry)
        {
            return;
        }

        Reserve();
        _pairs.AsSpan(0, _hostCount * _guestCount).Clear();
        for (int guest = 0; guest < _guestCount; guest++)
        {
            _ids[guest] = IdIndex(wish.Cells[guest].Id, guest);
            _pageSizes[guest] = wish.Cells[guest].PageSizeKb ?? 0;
            _pinnedOn[guest] = NoCell;
        }

        _sorter.Sort(host, wish.Cells[0], _guestCount, options);
    }

    /// <summary>Whether the guest fits, with these devices; the way of asking for those who do not need the arrangement.</summary>
    /// <param name="pci">The host's devices and the guest's wishes with one candidate's providers; null where the host reports none.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: a pinned guest meets a host cell that lists no cores.</exception>
    public bool Fits(INumaPciDevices? pci)
    {
        if (!_canTry)
        {
            return false;
        }

        _cache.AsSpan(0, _hostCount * (_hostCount + _guestCount)).Clear();
        _used.AsSpan(0, _hostCount).Clear();
        _devices.Clear();
        _chosen.AsSpan(0, _guestCount).Fill(NoCell);
        int position = 0;
        while (position >= 0)
        {
            if (!Advance(position))
            {
                position--;
            }
            else if (position < _guestCount - 1)
            {
                position++;
            }
            else if (FitCells())
            {
                if (Suits(pci))
                {
                    return true;
                }
            }
            else if (IsKnownNotToFit(_chosen[0], 0))
            {
                // Every other arrangement that starts with this cell would fail on it without leaving a trace.
                position = 0;
                Release();
            }
        }

        return false;
    }

    /// <summary>As <see cref="Fits"/>, and gives the guest with host cells, pinning and page sizes chosen, or null.</summary>
    /// <param name="pci">The host's devices and the guest's wishes with one candidate's providers; null where the host reports none.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: a pinned guest meets a host cell that lists no cores.</exception>
    public InstanceNumaTopology? Fit(INumaPciDevices? pci)
    {
        if (!Fits(pci))
        {
            return null;
        }

        InstanceNumaCell[] cells = new InstanceNumaCell[_guestCount];
        for (int guest = 0; guest < _guestCount; guest++)
        {
            cells[guest] = Fitted(guest);
        }

        return new InstanceNumaTopology(ImmutableCollectionsMarshal.AsImmutableArray(cells), _wish.EmulatorThreadsPolicy);
    }

    private InstanceNumaCell Fitted(int guest)
    {
        InstanceNumaCell wish = _wish.Cells[guest];
        InstanceNumaCell fitted = wish with
        {
            Id = _host.Cells[_chosen[guest]].Id,
            PageSizeKb = _pageSizes[guest] == 0 ? wish.PageSizeKb : _pageSizes[guest],
        };
        if (_pinnedOn[guest] == NoCell)
        {
            return fitted;
        }

        CoreChoice choice = CorePacker.Pack(_host.Cells[_pinnedOn[guest]], wish.Pcpuset, wish.CpuThreadPolicy, ReservedFor(guest));
        return fitted with
        {
            CpuPinning = choice.Pins.Length == 0 ? wish.CpuPinning : ImmutableCollectionsMarshal.AsImmutableArray(choice.Pins),
            CpusetReserved = choice.Reserved,
        };
    }

    /// <summary>Puts the next unused host cell, in the order to try, at a position; false when there is none left.</summary>
    private bool Advance(int position)
    {
        ReadOnlySpan<int> order = _sorter.Order;
        int rank = NoCell;
        if (_chosen[position] != NoCell)
        {
            rank = order.IndexOf(_chosen[position]);
            _used[_chosen[position]] = false;
        }

        for (rank++; rank < order.Length; rank++)
        {
            if (!_used[order[rank]] && (position > 0 || !IsKnownNotToFit(order[rank], 0)))
            {
                _chosen[position] = order[rank];
                _used[order[rank]] = true;
                return true;
            }
        }

        _chosen[position] = NoCell;
        return false;
    }

    private bool FitCells()
    {
        int width = _hostCount + _guestCount;
        for (int guest = 0; guest < _guestCount; guest++)
        {
            int host = _chosen[guest];
            if (IsKnownNotToFit(host, guest))
            {
                return false;
            }

            ref byte cached = ref _cache[(host * width) + _ids[guest]];
            if ((cached & Fitting) != 0)
            {
                _ids[guest] = host;
                continue;
            }

            byte pair = Pair(host, guest);
            cached |= (byte)(pair & (Known | Fitting));
            if ((pair & Packed) != 0)
            {
                _pinnedOn[guest] = host;
                _ids[guest] = host;
            }

            if ((pair & Fitting) == 0)
            {
                return false;
            }

            _ids[guest] = host;
        }

        return true;
    }

    /// <summary>Whether Nova's cache says so, rightly or not.</summary>
    private bool IsKnownNotToFit(int host, int guest) =>
        (_cache[(host * (_hostCount + _guestCount)) + _ids[guest]] & (Known | Fitting)) == Known;

    /// <summary>Takes back the host cells of all positions but the first.</summary>
    private void Release()
    {
        for (int position = 1; position < _guestCount; position++)
        {
            _used[_chosen[position]] = false;
            _chosen[position] = NoCell;
        }
    }

    private byte Pair(int host, int guest)
    {
        int index = (host * _guestCount) + guest;
        if (_pairs[index] != 0)
        {
            return _pairs[index];
        }

        long wanted = _pageSizes[guest];
        CellFit fit = new(_host.Cells[host], _wish.Cells[guest], wanted, _options.Limits, ReservedFor(guest));
        CellFitOutcome outcome = fit.Run(out long chosenPages);
        if (chosenPages != wanted)
        {
            // The first page size that suits is the guest cell's from now on, so what is known of it is out of date.
            _pageSizes[guest] = chosenPages;
            for (int other = 0; other < _hostCount; other++)
            {
                _pairs[(other * _guestCount) + guest] = 0;
            }
        }

        byte pair = outcome switch
        {
            CellFitOutcome.Fits => (byte)(Known | Fitting | (_wish.Cells[guest].IsPinned ? Packed : 0)),
            CellFitOutcome.PassesLimitAfterPinning => Known | Packed,
            _ => Known,
        };
        _pairs[index] = pair;
        return pair;
    }

    private bool Suits(INumaPciDevices? pci)
    {
        Span<int> ids = _chosenIds.AsSpan(0, _guestCount);
        for (int guest = 0; guest < _guestCount; guest++)
        {
            ids[guest] = _host.Cells[_chosen[guest]].Id;
        }

        if (pci is { AreRequested: true } && !_devices.Suit(pci, _chosen.AsSpan(0, _guestCount), ids))
        {
            return false;
        }

        return _options.Limits?.NetworkMetadata is not { } networks || NetworkAffinity.Suits(_host, ids, networks);
    }

    private int ReservedFor(int guest) => guest == 0 && _wish.EmulatorThreadsPolicy is EmulatorThreadsPolicy.Isolate ? 1 : 0;

    /// <summary>
    /// A number for a guest cell's starting id: that of the host cell or of an earlier guest cell of the same id, or one of its own.
    /// </summary>
    private int IdIndex(int id, int guest)
    {
        for (int host = 0; host < _hostCount; host++)
        {
            if (_host.Cells[host].Id == id)
            {
                return host;
            }
        }

        int same = 0;
        while (same < guest && _wish.Cells[same].Id != id)
        {
            same++;
        }

        return _hostCount + same;
    }

    private void Reserve()
    {
        if (_ids.Length < _guestCount)
        {
            _ids = new int[_guestCount];
            _pageSizes = new long[_guestCount];
            _pinnedOn = new int[_guestCount];
            _chosen = new int[_guestCount];
            _chosenIds = new int[_guestCount];
        }

        if (_pairs.Length < _hostCount * _guestCount)
        {
            _pairs = new byte[_hostCount * _guestCount];
        }

        if (_cache.Length < _hostCount * (_hostCount + _guestCount))
        {
            _cache = new byte[_hostCount * (_hostCount + _guestCount)];
        }

        if (_used.Length < _hostCount)
        {
            _used = new bool[_hostCount];
        }
    }
}
