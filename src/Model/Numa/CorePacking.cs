namespace Model.Numa;

/// <summary>
/// Chooses the host CPUs for the pinned vCPUs of one guest cell, the readable way (<c>nova/virt/hardware.py</c>,
/// _pack_instance_onto_cores). Cores are looked at in the host's order and their threads in ascending order.
/// </summary>
internal static class CorePacking
{
    /// <summary>Chooses host CPUs, or says why it cannot.</summary>
    /// <param name="host">The host cell.</param>
    /// <param name="guest">The guest cell.</param>
    /// <param name="reservedCount">More host CPUs to take, for the emulator's threads.</param>
    /// <param name="choice">The choice; default when there is none.</param>
    /// <returns>Null when a choice was made.</returns>
    public static NumaFitProblem? TryPack(HostNumaCell host, InstanceNumaCell guest, int reservedCount, out CoreChoice choice)
    {
        choice = default;
        if (host.Siblings.IsEmpty)
        {
            throw new NovaException("ValueError", "the host cell lists no cores");
        }

        int threadsPerCore = Math.Max(1, host.Siblings.Max(core => core.Count));
        CpuSet free = host.FreePcpus;
        List<int[]> freeCores = [.. host.Siblings.Select(core => core.Intersect(free).ToArray()).Where(core => core.Length > 0)];
        bool isChosen;
        switch (guest.CpuThreadPolicy)
        {
            case CpuThreadPolicy.Isolate when !freeCores.Exists(core => core.Length >= threadsPerCore):
                return NumaFitProblem.NoFreeCore;

            // Equal sets mean the old vcpu_pin_set way of configuration, where isolating a core is still supported.
            case CpuThreadPolicy.Isolate when threadsPerCore != 1 && host.Pcpuset != host.Cpuset:
                return NumaFitProblem.IsolateOnThreadedHost;
            case CpuThreadPolicy.Isolate:
                isChosen = TryIsolate(freeCores, threadsPerCore, guest.Pcpuset, reservedCount, out choice);
                break;
            case CpuThreadPolicy.Require when threadsPerCore <= 1:
                return NumaFitProblem.NoThreads;
            default:
                bool mayScatter = guest.CpuThreadPolicy is not CpuThreadPolicy.Require;
                isChosen = TryShareCores(freeCores, mayScatter, guest.Pcpuset, reservedCount, out choice);
                break;
        }

        return isChosen ? null : NumaFitProblem.ThreadsDoNotSuit;
    }

    /// <summary>One vCPU a wholly free core. The reserved CPUs come from cores that none of them uses.</summary>
    private static bool TryIsolate(List<int[]> freeCores, int threadsPerCore, CpuSet vcpus, int reservedCount, out CoreChoice choice)
    {
        choice = default;
        CpuPin[]? pins = Pin(freeCores.FindAll(core => core.Length >= threadsPerCore), 1, vcpus);
        if (pins is null || pins.Length == 0)
        {
            return false;
        }

        IEnumerable<int[]> otherCores = freeCores.Where(core => !pins.Any(pin => core.Contains(pin.Pcpu)));
        choice = new CoreChoice(pins, CpuSet.Of([.. otherCores.SelectMany(core => core).Take(reservedCount)]));
        return reservedCount == 0 || !choice.Reserved.IsEmpty;
    }

    /// <summary>
    /// The most threads a core first, so that few cores are opened; a single thread a core last; and if that is not enough and
    /// the policy allows, any free threads in the cores' order.
    /// </summary>
    private static bool TryShareCores(List<int[]> freeCores, bool mayScatter, CpuSet vcpus, int reservedCount, out CoreChoice choice)
    {
        CpuPin[]? pins = null;
        int threadsMax = freeCores.Count == 0 ? 0 : freeCores.Max(core => core.Length);
        for (int threads = threadsMax; threads >= (mayScatter ? 1 : 2); threads--)
        {
            pins = Pin(freeCores.FindAll(core => core.Length >= threads), threads, vcpus);
            if (TryReserve(freeCores, pins, reservedCount, out choice))
            {
                return true;
            }
        }

        if (mayScatter && (pins is null || pins.Length == 0))
        {
            List<int[]> single = [.. freeCores.SelectMany(core => core).Select(cpu => new[] { cpu })];
            pins = Pin(single, 1, vcpus);
        }

        return TryReserve(freeCores, pins, reservedCount, out choice);
    }

    private static bool TryReserve(List<int[]> freeCores, CpuPin[]? pins, int reservedCount, out CoreChoice choice)
    {
        choice = default;
        if (pins is null || (reservedCount > 0 && pins.Length == 0))
        {
            return false;
        }

        IEnumerable<int> left = freeCores.SelectMany(core => core).Where(cpu => !pins.Any(pin => pin.Pcpu == cpu));
        choice = new CoreChoice(pins, CpuSet.Of([.. left.Take(reservedCount)]));
        return reservedCount == 0 || !choice.Reserved.IsEmpty;
    }

    /// <summary>Ties vCPUs, ascending, to the first threads of each core; null when there are too few.</summary>
    private static CpuPin[]? Pin(List<int[]> cores, int threads, CpuSet vcpus) => cores.Count * threads < vcpus.Count
        ? null
        : [.. vcpus.ToArray().Zip(cores.SelectMany(core => core.Take(threads)), (vcpu, pcpu) => new CpuPin(vcpu, pcpu))];
}
