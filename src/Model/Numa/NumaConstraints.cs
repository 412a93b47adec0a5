using System.Collections.Immutable;
using Model.Compute;

namespace Model.Numa;

/// <summary>Turns a flavor and an image into the guest's NUMA topology (<c>nova/virt/hardware.py</c>, numa_get_constraints).</summary>
public static class NumaConstraints
{
    /// <summary>
    /// The guest's topology, or null for a guest without one. A number of nodes, a page size, persistent memory
    /// (<c>hw:pmem</c>) and pinned vCPUs each give a guest a topology.
    /// </summary>
    /// <exception cref="NovaException">The flavor and the image contradict themselves or each other; the name says how.</exception>
    public static InstanceNumaTopology? FromFlavorAndImage(Flavor flavor, Image image) =>
        FromFlavorAndImage(flavor, ImageProperties.Of(image).Numa);

    /// <summary>As the other, with the image's properties already read.</summary>
    /// <exception cref="NovaException">The flavor and the image contradict themselves or each other; the name says how.</exception>
    public static InstanceNumaTopology? FromFlavorAndImage(Flavor flavor, NumaImageProperties image)
    {
        CpuAllocationPolicy? policy = CpuConstraints.Policy(flavor, image);
        string? threadPolicy = CpuConstraints.ThreadPolicy(flavor, image);
        CpuSet? realtime = CpuConstraints.RealtimeCpus(flavor, image);
        CpuSet? dedicated = CpuConstraints.DedicatedCpus(flavor);
        EmulatorThreadsPolicy? emulator = CpuConstraints.EmulatorThreads(flavor);
        policy = PolicyWithResources(flavor, policy, emulator);
        threadPolicy = ThreadPolicyWithTrait(flavor, image, threadPolicy);
        CheckCombination(policy, threadPolicy, emulator, realtime, dedicated);

        int? nodes = GuestCells.Count(flavor, image);
        double? pageSize = MemoryPageConstraint.Of(flavor, image);
        MemoryPageConstraint.CheckLockedMemory(flavor, image);
        bool pins = policy is CpuAllocationPolicy.Dedicated or CpuAllocationPolicy.Mixed;
        if (nodes is null && pageSize is null or 0 && !pins && !HasPersistentMemory(flavor))
        {
            return null;
        }

        CpuSet pinned = policy switch
        {
            CpuAllocationPolicy.Dedicated => CpuSet.Range(0, flavor.Vcpus),
            CpuAllocationPolicy.Mixed => dedicated ?? realtime ?? CpuSet.Empty,
            _ => CpuSet.Empty,
        };
        ImmutableArray<InstanceNumaCell> cells = GuestCells.Build(flavor, image, nodes ?? 1, pinned);
        return new InstanceNumaTopology([.. WithPolicies(cells, pageSize, policy, threadPolicy)], emulator);
    }

    /// <summary>Explicit amounts of VCPU or PCPU stand for a policy, and must not meet one.</summary>
    private static CpuAllocationPolicy? PolicyWithResources(
        Flavor flavor, CpuAllocationPolicy? policy, EmulatorThreadsPolicy? emulator)
    {
        (long vcpus, long pcpus) = CpuConstraints.ExplicitResources(flavor);
        if (policy is not null && (vcpus != 0 || pcpus != 0))
        {
            throw Conflict("'resources:VCPU' and 'resources:PCPU' cannot be combined with a CPU policy");
        }

        if (vcpus != 0 && pcpus != 0)
        {
            throw Conflict("'resources:VCPU' and 'resources:PCPU' cannot be combined");
        }

        if (pcpus != 0)
        {
            int overhead = emulator is EmulatorThreadsPolicy.Isolate ? 1 : 0;
            return pcpus == flavor.Vcpus + overhead ? CpuAllocationPolicy.Dedicated : throw Conflict(
                "'resources:PCPU' must equal the flavor's vCPUs, plus one for isolated emulator threads");
        }

        return vcpus != 0 ? CpuAllocationPolicy.Shared : policy;
    }

    private static string? ThreadPolicyWithTrait(Flavor flavor, NumaImageProperties image, string? threadPolicy)
    {
        string? trait = CpuConstraints.HyperthreadingTrait(flavor, image);
        if (!string.IsNullOrEmpty(threadPolicy) && !string.IsNullOrEmpty(trait))
        {
            throw Conflict("'trait:HW_CPU_HYPERTHREADING' cannot be combined with a CPU thread policy");
        }

        return trait switch
        {
            "forbidden" => "isolate",
            "required" => "require",
            _ => threadPolicy,
        };
    }

    private static void CheckCombination(
        CpuAllocationPolicy? policy, string? threadPolicy, EmulatorThreadsPolicy? emulator, CpuSet? realtime, CpuSet? dedicated)
    {
        bool isShared = policy is null or CpuAllocationPolicy.Shared;
        if (isShared && !string.IsNullOrEmpty(threadPolicy))
        {
            throw new NovaException("CPUThreadPolicyConfigurationInvalid", "a CPU thread policy needs pinned CPUs");
        }

        if (isShared && emulator is EmulatorThreadsPolicy.Isolate)
        {
            throw new NovaException("BadRequirementEmulatorThreadsPolicy", "isolated emulator threads need pinned CPUs");
        }

        if (policy is not CpuAllocationPolicy.Mixed && dedicated is not null)
        {
            throw new NovaException("RequiredMixedInstancePolicy", "'hw:cpu_dedicated_mask' needs the CPU policy 'mixed'");
        }

        if (isShared && realtime is not null)
        {
            throw new NovaException("RealtimeConfigurationInvalid", "realtime CPUs need pinned CPUs");
        }

        if (policy is CpuAllocationPolicy.Mixed && (realtime is null) == (dedicated is null))
        {
            throw new NovaException(
                "RequiredMixedOrRealtimeCPUMask", "a mixed instance needs either 'hw:cpu_dedicated_mask' or 'hw:cpu_realtime_mask'");
        }
    }

    private static bool HasPersistentMemory(Flavor flavor) =>
        flavor.ExtraSpec("hw:pmem") is { } labels && labels.Split(',').Any(label => !string.IsNullOrWhiteSpace(label));

    private static IEnumerable<InstanceNumaCell> WithPolicies(
        ImmutableArray<InstanceNumaCell> cells, double? pageSize, CpuAllocationPolicy? policy, string? threadPolicy)
    {
        CpuThreadPolicy? threads = threadPolicy is null ? null
            : CpuThreadPolicies.TryParse(threadPolicy, out CpuThreadPolicy parsed) ? parsed
            : throw NumaImageProperties.OutsideEnumeration(threadPolicy);

        // Nova stores the size as an integer: fractions of a KiB are cut off, though they counted as a wish above.
        long? sizeKb = pageSize is { } size ? (long)Math.Clamp(size, long.MinValue / 2, long.MaxValue / 2) : null;
        return cells.Select(cell => cell with { PageSizeKb = sizeKb, CpuPolicy = policy, CpuThreadPolicy = threads });
    }

    private static NovaException Conflict(string message) => new("InvalidRequest", message);
}
