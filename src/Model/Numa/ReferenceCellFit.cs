namespace Model.Numa;

/// <summary>
/// Fits one guest cell onto one host cell (<c>nova/virt/hardware.py</c>, _numa_fit_instance_cell). A failure can leave marks on
/// the guest cell, which the caller keeps.
/// </summary>
internal sealed class ReferenceCellFit
{
    private const long KibPerMib = 1024;

    private readonly HostNumaCell _host;
    private readonly int _guestIndex;
    private readonly NumaLimits? _limits;
    private readonly int _reserved;

    /// <summary>Takes the cells, and the number of CPUs to keep for the emulator.</summary>
    public ReferenceCellFit(HostNumaCell host, InstanceNumaCell guest, int guestIndex, NumaLimits? limits, int reserved)
    {
        _host = host;
        Guest = guest;
        _guestIndex = guestIndex;
        _limits = limits;
        _reserved = reserved;
    }

    /// <summary>The guest cell as it is now.</summary>
    public InstanceNumaCell Guest { get; private set; }

    /// <summary>Why it did not fit.</summary>
    public NumaFitFailure Failure { get; private set; }

    private bool IsFloating => Guest.CpuPolicy is null or CpuAllocationPolicy.Shared or CpuAllocationPolicy.Mixed;

    /// <summary>Tries, and returns whether it fits.</summary>
    public bool Run()
    {
        bool fits = FitMemory() && FitCpuCounts() && PinCpus() && KeepLimits();
        if (fits)
        {
            Guest = Guest with { Id = _host.Id };
        }

        return fits;
    }

    private bool FitMemory()
    {
        if (Guest.PageSizeKb is not null and not 0)
        {
            return FitWantedPages();
        }

        if (!_host.Mempages.IsEmpty)
        {
            // Without a wish the smallest pages are taken, and overcommitted unless the guest is pinned.
            HostMemoryPages smallest = _host.Mempages.MinBy(pages => pages.SizeKb);
            long available = Guest.IsPinned ? smallest.FreeKb : smallest.TotalKb;
            return FitPages(smallest, available)
                || Fail(NumaFitProblem.TooFewPages, Guest.MemoryMb * KibPerMib, available);
        }

        // A guest never overcommits against itself, and a pinned one not at all.
        long memory = Guest.IsPinned ? _host.AvailableMemoryMb : _host.MemoryMb;
        return memory >= Guest.MemoryMb || Fail(NumaFitProblem.TooLittleMemory, Guest.MemoryMb, memory);
    }

    private bool FitWantedPages()
    {
        long wanted = Guest.PageSizeKb!.Value;
        HostMemoryPages[] bySize = [.. _host.Mempages.OrderByDescending(pages => pages.SizeKb)];
        HostMemoryPages[] eligible = wanted switch
        {
            MemoryPageSize.Small => bySize[Math.Max(0, bySize.Length - 1)..],
            MemoryPageSize.Large => bySize[..Math.Max(0, bySize.Length - 1)],
            MemoryPageSize.Any => bySize,
            _ => [.. _host.Mempages.Where(pages => pages.SizeKb == wanted).Take(1)],
        };
        if (eligible.Length == 0)
        {
            return Fail(NumaFitProblem.PageSizeNotSupported, wanted, 0);
        }

        foreach (HostMemoryPages pages in eligible)
        {
            if (FitPages(pages, pages.FreeKb))
            {
                // From here on the guest cell wants this very size, whatever it asked for.
                Guest = Guest with { PageSizeKb = pages.SizeKb };
                return true;
            }
        }

        return Fail(NumaFitProblem.TooFewPages, Guest.MemoryMb * KibPerMib, eligible.Max(pages => pages.FreeKb));
    }

    private bool FitPages(HostMemoryPages pages, long availableKb)
    {
        long wantedKb = Guest.MemoryMb * KibPerMib;
        return wantedKb <= availableKb && wantedKb % pages.SizeKb == 0;
    }

    private bool FitCpuCounts()
    {
        int dedicated = Guest.Pcpuset.Count + _reserved;
        if (Guest.IsPinned && dedicated > _host.Pcpuset.Count)
        {
            return Fail(NumaFitProblem.TooFewDedicatedCpus, dedicated, _host.Pcpuset.Count);
        }

        if (IsFloating && Guest.Cpuset.Count > _host.Cpuset.Count)
        {
            return Fail(NumaFitProblem.TooFewSharedCpus, Guest.Cpuset.Count, _host.Cpuset.Count);
        }

        return !Guest.IsPinned || dedicated <= _host.FreePcpuCount
            || Fail(NumaFitProblem.TooFewFreeDedicatedCpus, dedicated, _host.FreePcpuCount);
    }

    private bool PinCpus()
    {
        if (!Guest.IsPinned)
        {
            return true;
        }

        NumaFitProblem? problem = CorePacking.TryPack(_host, Guest, _reserved, out CoreChoice choice);
        if (problem is not null)
        {
            return Fail(problem.Value, 0, 0);
        }

        // The marks stay even if a limit of a mixed guest fails below.
        Guest = Guest with
        {
            Id = _host.Id,
            CpuPinning = choice.Pins.Length == 0 ? Guest.CpuPinning : [.. choice.Pins],
            CpusetReserved = choice.Reserved,
        };
        return true;
    }

    private bool KeepLimits()
    {
        if (!IsFloating || _limits is null)
        {
            return true;
        }

        int cpus = _host.CpuUsage + Guest.Cpuset.Count;
        double cpuLimit = _host.Cpuset.Count * _limits.CpuAllocationRatio;
        if (cpus > cpuLimit)
        {
            return Fail(NumaFitProblem.CpuLimit, cpus, cpuLimit);
        }

        long memory = _host.MemoryUsageMb + Guest.MemoryMb;
        double memoryLimit = _host.MemoryMb * _limits.RamAllocationRatio;
        return memory <= memoryLimit || Fail(NumaFitProblem.MemoryLimit, memory, memoryLimit);
    }

    private bool Fail(NumaFitProblem problem, double required, double available)
    {
        Failure = new NumaFitFailure(problem, _guestIndex, _host.Id, required, available);
        return false;
    }
}
