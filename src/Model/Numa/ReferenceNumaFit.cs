namespace Model.Numa;

/// <summary>
/// Fits a guest's cells onto a host's the readable way, step by step as Nova goes about it
/// (<c>nova/virt/hardware.py</c>, numa_fit_instance_to_host). <see cref="NumaFitter"/> gives the same answers faster; this one
/// is the judge of that, and it can explain a refusal.
/// </summary>
/// <remarks>
/// One object stands for one guest and keeps what Nova leaves behind in the guest's cells while it tries: the host cell tried
/// last, the pinning chosen last, and the first page size that suited. These carry over to the next try, also on the next
/// allocation candidate of the host, and they do change answers. So make a new object for every host.
/// </remarks>
public sealed class ReferenceNumaFit
{
    private readonly InstanceNumaTopology _wish;
    private readonly InstanceNumaCell[] _cells;

    /// <summary>Begins with the guest as it was asked for.</summary>
    public ReferenceNumaFit(InstanceNumaTopology wish)
    {
        _wish = wish;
        _cells = [.. wish.Cells];
    }

    /// <summary>The first arrangement of host cells that holds the guest, or null.</summary>
    /// <param name="host">The host; null where it reports no topology.</param>
    /// <param name="options">Limits, devices and strategy.</param>
    /// <param name="failures">Collects the reasons of everything that was tried in vain; null when nobody asks.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: a pinned guest meets a host cell that lists no cores.</exception>
    public InstanceNumaTopology? Fit(HostNumaTopology? host, NumaFitOptions options, ICollection<NumaFitFailure>? failures = null)
    {
        if (host is null || host.Cells.IsEmpty || _cells.Length == 0)
        {
            failures?.Add(new NumaFitFailure(NumaFitProblem.NoHostTopology, -1, -1, 0, 0));
            return null;
        }

        if (host.Cells.Length < _cells.Length)
        {
            failures?.Add(new NumaFitFailure(NumaFitProblem.TooFewHostCells, -1, -1, _cells.Length, host.Cells.Length));
            return null;
        }

        IReadOnlyList<HostNumaCell> order = HostCellOrder.Of(host, _cells[0], _cells.Length, options);
        HashSet<(int HostId, int GuestId)> known = [];
        HashSet<(int HostId, int GuestId)> knownNotToFit = [];
        foreach (int[] permutation in Permutations.Of(order.Count, _cells.Length))
        {
            HostNumaCell[] chosen = [.. permutation.Select(index => order[index])];
            if (FitCells(chosen, options.Limits, known, knownNotToFit, failures) && Suits(host, chosen, options, failures))
            {
                return new InstanceNumaTopology([.. _cells], _wish.EmulatorThreadsPolicy);
            }
        }

        return null;
    }

    private bool FitCells(
        HostNumaCell[] chosen, NumaLimits? limits, HashSet<(int HostId, int GuestId)> known,
        HashSet<(int HostId, int GuestId)> knownNotToFit, ICollection<NumaFitFailure>? failures)
    {
        for (int guest = 0; guest < chosen.Length; guest++)
        {
            HostNumaCell host = chosen[guest];

            // Nova's cache key is the guest cell's id, which a fit overwrites with the host cell's. So the key of one guest
            // cell can be that of another, and a hit keeps the pinning of the last fit, whichever host cell that was on.
            (int HostId, int GuestId) key = (host.Id, _cells[guest].Id);
            if (knownNotToFit.Contains(key))
            {
                return false;
            }

            if (known.Contains(key))
            {
                _cells[guest] = _cells[guest] with { Id = host.Id };
                continue;
            }

            // Isolated emulator threads go where the first guest cell goes.
            int reserved = guest == 0 && _wish.EmulatorThreadsPolicy is EmulatorThreadsPolicy.Isolate ? 1 : 0;
            ReferenceCellFit fit = new(host, _cells[guest], guest, limits, reserved);
            bool fits = fit.Run();
            _cells[guest] = fit.Guest;
            if (!fits)
            {
                failures?.Add(fit.Failure);
                knownNotToFit.Add(key);
                return false;
            }

            known.Add(key);
        }

        return true;
    }

    private static bool Suits(HostNumaTopology host, HostNumaCell[] chosen, NumaFitOptions options, ICollection<NumaFitFailure>? failures)
    {
        int[] ids = [.. chosen.Select(cell => cell.Id)];
        if (options.Pci is { AreRequested: true } pci && !pci.Suit(ids))
        {
            failures?.Add(new NumaFitFailure(NumaFitProblem.PciDevices, -1, -1, 0, 0));
            return false;
        }

        if (options.Limits?.NetworkMetadata is { } networks && !NetworkAffinity.Suits(host, ids, networks))
        {
            failures?.Add(new NumaFitFailure(NumaFitProblem.NetworkAffinity, -1, -1, 0, 0));
            return false;
        }

        return true;
    }
}
