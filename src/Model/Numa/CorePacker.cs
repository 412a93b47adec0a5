using System.Numerics;

namespace Model.Numa;

/// <summary>The choices of <see cref="CorePacking"/>, made from counts and bits instead of lists.</summary>
internal static class CorePacker
{
    /// <summary>Whether <see cref="Pack"/> finds CPUs.</summary>
    /// <param name="cell">The host cell.</param>
    /// <param name="vcpus">vCPUs to pin, 0 or more.</param>
    /// <param name="policy">Thread policy.</param>
    /// <param name="reserved">CPUs to keep for the emulator, 0 or 1.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: the cell lists no cores.</exception>
    public static bool CanPack(HostNumaCell cell, int vcpus, CpuThreadPolicy? policy, int reserved)
    {
        HostCellFacts facts = cell.Facts;
        if (!facts.HasCores)
        {
            throw new NovaException("ValueError", "the host cell lists no cores");
        }

        int threadsPerCore = Math.Max(1, facts.ThreadsPerCore);
        if (policy is CpuThreadPolicy.Isolate)
        {
            return (threadsPerCore == 1 || facts.HasOneCpuSet) && vcpus > 0 && vcpus <= facts.CoresWithFree(threadsPerCore)
                && vcpus + reserved <= facts.CoresWithFree(1);
        }

        bool leavesReserve = vcpus + reserved <= facts.FreeThreads && (vcpus > 0 || reserved == 0);
        return leavesReserve && (policy is not CpuThreadPolicy.Require || facts.ThreadsToTake(vcpus, 2) > 0);
    }

    /// <summary>Chooses the CPUs; <see cref="CanPack"/> must have said yes.</summary>
    /// <param name="cell">The host cell.</param>
    /// <param name="vcpus">The vCPUs to pin.</param>
    /// <param name="policy">Thread policy.</param>
    /// <param name="reserved">CPUs to keep for the emulator, 0 or 1.</param>
    public static CoreChoice Pack(HostNumaCell cell, CpuSet vcpus, CpuThreadPolicy? policy, int reserved)
    {
        HostCellFacts facts = cell.Facts;
        bool isolates = policy is CpuThreadPolicy.Isolate;
        CpuPin[] pins = new CpuPin[vcpus.Count];
        int least = isolates ? Math.Max(1, facts.ThreadsPerCore) : facts.ThreadsToTake(pins.Length, 1);
        int most = isolates ? 1 : least == 0 ? int.MaxValue : least;
        int wordCount = cell.Pcpuset.Words.Length;
        Span<ulong> left = wordCount <= 64 ? stackalloc ulong[wordCount] : new ulong[wordCount];
        SetFree(left, cell);
        TakePins(left, cell, vcpus, pins, least, most, isolates);
        return new CoreChoice(pins, reserved == 0 ? CpuSet.Empty : CpuSet.Of(FirstLeft(left, cell)));
    }

    private static void SetFree(Span<ulong> left, HostNumaCell cell)
    {
        ReadOnlySpan<ulong> pinned = cell.PinnedCpus.Words;
        cell.Pcpuset.Words.CopyTo(left);
        for (int index = 0; index < Math.Min(left.Length, pinned.Length); index++)
        {
            left[index] &= ~pinned[index];
        }
    }

    /// <summary>Pins the vCPUs to the first threads of each suitable core and takes these out of what is left.</summary>
    private static void TakePins(
        Span<ulong> left, HostNumaCell cell, CpuSet vcpus, CpuPin[] pins, int least, int most, bool takesCores)
    {
        int next = 0;
        CpuSet.Enumerator guest = vcpus.GetEnumerator();
        foreach (CpuSet core in cell.Siblings)
        {
            if (next == pins.Length)
            {
                return;
            }

            if (CountLeft(left, core) < least)
            {
                continue;
            }

            int taken = 0;
            ReadOnlySpan<ulong> words = core.Words;
            for (int index = 0; index < Math.Min(words.Length, left.Length); index++)
            {
                ulong threads = words[index] & left[index];
                while (threads != 0 && taken < most && next < pins.Length)
                {
                    guest.MoveNext();
                    pins[next++] = new CpuPin(guest.Current, (index * 64) + BitOperations.TrailingZeroCount(threads));
                    left[index] &= ~(threads & (~threads + 1));
                    threads &= threads - 1;
                    taken++;
                }

                // Under isolate the rest of the core is lost to the emulator's threads too.
                left[index] &= takesCores && taken > 0 ? ~words[index] : ulong.MaxValue;
            }
        }
    }

    private static int CountLeft(ReadOnlySpan<ulong> left, CpuSet core)
    {
        ReadOnlySpan<ulong> words = core.Words;
        int count = 0;
        for (int index = 0; index < Math.Min(words.Length, left.Length); index++)
        {
            count += BitOperations.PopCount(words[index] & left[index]);
        }

        return count;
    }

    private static int FirstLeft(ReadOnlySpan<ulong> left, HostNumaCell cell)
    {
        foreach (CpuSet core in cell.Siblings)
        {
            ReadOnlySpan<ulong> words = core.Words;
            for (int index = 0; index < Math.Min(words.Length, left.Length); index++)
            {
                ulong threads = words[index] & left[index];
                if (threads != 0)
                {
                    return (index * 64) + BitOperations.TrailingZeroCount(threads);
                }
            }
        }

        throw new InvalidOperationException("no CPU is left for the emulator's threads");
    }
}
