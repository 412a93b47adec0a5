namespace Model.Numa;

/// <summary>Fits one guest cell onto one host cell without choosing CPUs; the rules are told in <see cref="ReferenceCellFit"/>.</summary>
internal readonly ref struct CellFit(HostNumaCell host, InstanceNumaCell guest, long wantedPages, NumaLimits? limits, int reserved)
{
    private const long KibPerMib = 1024;

    /// <summary>Tries.</summary>
    /// <param name="chosenPages">The page size the guest cell has from now on: the one found, else the one wanted.</param>
    public CellFitOutcome Run(out long chosenPages)
    {
        bool isPinned = guest.IsPinned;
        bool isFloating = guest.CpuPolicy is not CpuAllocationPolicy.Dedicated;
        if (!FitMemory(isPinned, out chosenPages))
        {
            return CellFitOutcome.DoesNotFit;
        }

        HostCellFacts facts = host.Facts;
        int dedicated = guest.Pcpuset.Count + reserved;
        int shared = guest.Cpuset.Count;
        bool hasCpus = (!isPinned || (dedicated <= facts.DedicatedCpus && dedicated <= facts.FreeDedicatedCpus))
            && (!isFloating || shared <= facts.SharedCpus)
            && (!isPinned || CorePacker.CanPack(host, dedicated - reserved, guest.CpuThreadPolicy, reserved));
        if (!hasCpus)
        {
            return CellFitOutcome.DoesNotFit;
        }

        bool passesLimit = isFloating && limits is not null
            && (host.CpuUsage + shared > facts.SharedCpus * limits.CpuAllocationRatio
                || host.MemoryUsageMb + guest.MemoryMb > host.MemoryMb * limits.RamAllocationRatio);
        return (passesLimit, isPinned) switch
        {
            (false, _) => CellFitOutcome.Fits,
            (true, true) => CellFitOutcome.PassesLimitAfterPinning,
            (true, false) => CellFitOutcome.DoesNotFit,
        };
    }

    private bool FitMemory(bool isPinned, out long chosenPages)
    {
        chosenPages = wantedPages;
        if (wantedPages != 0)
        {
            return FitWantedPages(ref chosenPages);
        }

        if (host.Mempages.IsEmpty)
        {
            return (isPinned ? host.AvailableMemoryMb : host.MemoryMb) >= guest.MemoryMb;
        }

        HostMemoryPages smallest = Smallest();
        return FitPages(smallest, isPinned ? smallest.FreeKb : smallest.TotalKb);
    }

    private bool FitWantedPages(ref long chosenPages)
    {
        if (host.Mempages.IsEmpty)
        {
            return false;
        }

        long smallest = Smallest().SizeKb;
        long best = 0;
        foreach (HostMemoryPages pages in host.Mempages)
        {
            bool isEligible = wantedPages switch
            {
                MemoryPageSize.Small => pages.SizeKb == smallest,
                MemoryPageSize.Large => pages.SizeKb != smallest,
                MemoryPageSize.Any => true,
                _ => pages.SizeKb == wantedPages,
            };
            if (isEligible && pages.SizeKb > best && FitPages(pages, pages.FreeKb))
            {
                best = pages.SizeKb;
            }
        }

        chosenPages = best > 0 ? best : chosenPages;
        return best > 0;
    }

    private HostMemoryPages Smallest()
    {
        HostMemoryPages smallest = host.Mempages[0];
        foreach (HostMemoryPages pages in host.Mempages)
        {
            smallest = pages.SizeKb < smallest.SizeKb ? pages : smallest;
        }

        return smallest;
    }

    private bool FitPages(HostMemoryPages pages, long availableKb)
    {
        long wantedKb = guest.MemoryMb * KibPerMib;
        return wantedKb <= availableKb && wantedKb % pages.SizeKb == 0;
    }
}
