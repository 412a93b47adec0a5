using System.Numerics;

namespace Model.Numa;

/// <summary>What fits ask of a host cell again and again, counted once as long as the cell does not change.</summary>
internal sealed class HostCellFacts
{
    // Index t: how many cores have at least t free threads.
    private readonly int[] _coresWithAtLeast;

    /// <summary>Counts a cell's CPUs and cores.</summary>
    public HostCellFacts(HostNumaCell cell)
    {
        SharedCpus = cell.Cpuset.Count;
        DedicatedCpus = cell.Pcpuset.Count;
        FreeDedicatedCpus = cell.FreePcpuCount;
        HasOneCpuSet = cell.Pcpuset == cell.Cpuset;
        foreach (CpuSet core in cell.Siblings)
        {
            ThreadsPerCore = Math.Max(ThreadsPerCore, core.Count);
        }

        int[] exactly = new int[ThreadsPerCore + 2];
        foreach (CpuSet core in cell.Siblings)
        {
            int free = CountFree(core, cell.Pcpuset, cell.PinnedCpus);
            exactly[free]++;
            FreeThreads += free;
        }

        for (int threads = ThreadsPerCore - 1; threads > 0; threads--)
        {
            exactly[threads] += exactly[threads + 1];
        }

        _coresWithAtLeast = exactly;
        HasCores = !cell.Siblings.IsEmpty;
    }

    /// <summary>CPUs for floating vCPUs.</summary>
    public int SharedCpus { get; }

    /// <summary>CPUs for pinning, free or not.</summary>
    public int DedicatedCpus { get; }

    /// <summary>Free CPUs for pinning.</summary>
    public int FreeDedicatedCpus { get; }

    /// <summary>Free CPUs for pinning that belong to a core the cell lists.</summary>
    public int FreeThreads { get; }

    /// <summary>Threads of the largest core; 0 when there is none.</summary>
    public int ThreadsPerCore { get; }

    /// <summary>Whether floating and pinned vCPUs share one set of CPUs, which only the old vcpu_pin_set way gives.</summary>
    public bool HasOneCpuSet { get; }

    /// <summary>Whether the cell lists any core.</summary>
    public bool HasCores { get; }

    /// <summary>How many cores have at least so many free threads; at least 1 thread.</summary>
    public int CoresWithFree(int threads) => threads <= ThreadsPerCore ? _coresWithAtLeast[threads] : 0;

    /// <summary>
    /// The number of threads to take of each core so that the vCPUs fill the fewest cores; 0 when they fit only scattered, or not.
    /// </summary>
    /// <param name="vcpus">vCPUs to pin, 0 or more.</param>
    /// <param name="threadsMin">1, or 2 where siblings are a must.</param>
    public int ThreadsToTake(int vcpus, int threadsMin)
    {
        for (int threads = ThreadsPerCore; threads >= threadsMin; threads--)
        {
            int cores = _coresWithAtLeast[threads];
            if (cores > 0 && (long)cores * threads >= vcpus)
            {
                return threads;
            }
        }

        return 0;
    }

    private static int CountFree(CpuSet core, CpuSet dedicated, CpuSet pinned)
    {
        ReadOnlySpan<ulong> coreWords = core.Words;
        ReadOnlySpan<ulong> dedicatedWords = dedicated.Words;
        ReadOnlySpan<ulong> pinnedWords = pinned.Words;
        int length = Math.Min(coreWords.Length, dedicatedWords.Length);
        int count = 0;
        for (int index = 0; index < length; index++)
        {
            ulong free = coreWords[index] & dedicatedWords[index];
            free &= index < pinnedWords.Length ? ~pinnedWords[index] : ulong.MaxValue;
            count += BitOperations.PopCount(free);
        }

        return count;
    }
}
