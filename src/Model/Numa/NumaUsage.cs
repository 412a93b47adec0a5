using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// Books a fitted guest on a host's cells, or takes it off (<c>nova/virt/hardware.py</c>, numa_usage_from_instance_numa).
/// Cells that the guest does not touch are shared with the topology given.
/// </summary>
public static class NumaUsage
{
    private const long KibPerMib = 1024;

    /// <summary>The host with the guest on it. Guest cells whose id is no host cell are ignored.</summary>
    /// <param name="host">The host before.</param>
    /// <param name="instance">The guest as a fit returned it; null or without cells changes nothing.</param>
    /// <exception cref="NovaException">
    /// <c>CPUPinningUnknown</c> or <c>CPUPinningInvalid</c>: a CPU is not the host's or is taken. <c>IndexError</c>: neither
    /// the guest has a page size nor the host any pages.
    /// </exception>
    public static HostNumaTopology Add(HostNumaTopology host, InstanceNumaTopology? instance) => Apply(host, instance, isRemoval: false);

    /// <summary>The host without the guest. Usage never falls below zero.</summary>
    /// <param name="host">The host before.</param>
    /// <param name="instance">The guest as it was added.</param>
    /// <exception cref="NovaException">
    /// <c>CPUUnpinningUnknown</c> or <c>CPUUnpinningInvalid</c>: a CPU is not the host's or is not pinned. <c>IndexError</c> as for
    /// <see cref="Add"/>.
    /// </exception>
    public static HostNumaTopology Remove(HostNumaTopology host, InstanceNumaTopology? instance) => Apply(host, instance, isRemoval: true);

    private static HostNumaTopology Apply(HostNumaTopology host, InstanceNumaTopology? instance, bool isRemoval)
    {
        if (instance is null || instance.Cells.IsEmpty || host.Cells.IsEmpty)
        {
            return host;
        }

        ImmutableArray<HostNumaCell>.Builder cells = ImmutableArray.CreateBuilder<HostNumaCell>(host.Cells.Length);
        foreach (HostNumaCell cell in host.Cells)
        {
            cells.Add(Apply(cell, instance, isRemoval));
        }

        return new HostNumaTopology(cells.MoveToImmutable());
    }

    private static HostNumaCell Apply(HostNumaCell host, InstanceNumaTopology instance, bool isRemoval)
    {
        int sign = isRemoval ? -1 : 1;
        bool isTouched = false;
        long memory = host.MemoryUsageMb;
        int sharedCpus = host.CpuUsage;
        CpuSet pinned = host.PinnedCpus;
        ImmutableArray<HostMemoryPages> pages = host.Mempages;
        foreach (InstanceNumaCell cell in instance.Cells)
        {
            if (cell.Id != host.Id)
            {
                continue;
            }

            isTouched = true;
            pages = WithUsage(pages, cell, sign);
            memory += sign * cell.MemoryMb;
            sharedCpus += sign * cell.Cpuset.Count;
            if (cell.IsPinned)
            {
                CpuSet cpus = TakenCpus(host, cell);
                pinned = isRemoval ? Unpin(host, pinned, cpus) : Pin(host, pinned, cpus);
            }
        }

        return !isTouched ? host : host with
        {
            MemoryUsageMb = Math.Max(0, memory),
            CpuUsage = Math.Max(0, sharedCpus),
            PinnedCpus = pinned,
            Mempages = pages,
        };
    }

    /// <summary>
    /// The host CPUs a guest cell takes. Under <c>isolate</c> these are whole cores – and then CPUs that belong to no core the
    /// host lists are not taken at all.
    /// </summary>
    private static CpuSet TakenCpus(HostNumaCell host, InstanceNumaCell cell)
    {
        CpuSet cpus = cell.PinnedHostCpus.Union(cell.CpusetReserved);
        if (cell.CpuThreadPolicy is not CpuThreadPolicy.Isolate)
        {
            return cpus;
        }

        CpuSet cores = CpuSet.Empty;
        foreach (CpuSet core in host.Siblings)
        {
            if (core.Overlaps(cpus))
            {
                cores = cores.Union(core);
            }
        }

        return cores;
    }

    private static CpuSet Pin(HostNumaCell host, CpuSet pinned, CpuSet cpus)
    {
        if (!cpus.IsSubsetOf(host.Pcpuset))
        {
            throw new NovaException("CPUPinningUnknown", $"CPU set to pin {cpus} must be a subset of known CPU set {host.Pcpuset}");
        }

        return !pinned.Overlaps(cpus) ? pinned.Union(cpus) : throw new NovaException(
            "CPUPinningInvalid", $"CPU set to pin {cpus} must be a subset of free CPU set {host.Pcpuset.Except(pinned)}");
    }

    private static CpuSet Unpin(HostNumaCell host, CpuSet pinned, CpuSet cpus)
    {
        if (!cpus.IsSubsetOf(host.Pcpuset))
        {
            throw new NovaException("CPUUnpinningUnknown", $"CPU set to unpin {cpus} must be a subset of known CPU set {host.Pcpuset}");
        }

        return cpus.IsSubsetOf(pinned) ? pinned.Except(cpus) : throw new NovaException(
            "CPUUnpinningInvalid", $"CPU set to unpin {cpus} must be a subset of pinned CPU set {pinned}");
    }

    private static ImmutableArray<HostMemoryPages> WithUsage(ImmutableArray<HostMemoryPages> pages, InstanceNumaCell cell, int sign)
    {
        long sizeKb = cell.PageSizeKb is { } chosen and not 0 ? chosen : SmallestPage(pages);
        ImmutableArray<HostMemoryPages>.Builder after = ImmutableArray.CreateBuilder<HostMemoryPages>(pages.Length);
        foreach (HostMemoryPages page in pages)
        {
            // Nova divides in floating point and cuts the fraction off when it stores the sum.
            double used = page.Used + ((double)(cell.MemoryMb * KibPerMib) / page.SizeKb * sign);
            after.Add(page.SizeKb == sizeKb ? page with { Used = (long)Math.Max(0, used) } : page);
        }

        return after.MoveToImmutable();
    }

    private static long SmallestPage(ImmutableArray<HostMemoryPages> pages)
    {
        if (pages.IsEmpty)
        {
            throw new NovaException("IndexError", "the host cell lists no memory pages");
        }

        long smallest = long.MaxValue;
        foreach (HostMemoryPages page in pages)
        {
            smallest = Math.Min(smallest, page.SizeKb);
        }

        return smallest;
    }
}
