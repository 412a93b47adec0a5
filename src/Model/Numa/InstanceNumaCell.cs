using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// A NUMA cell of a guest (<c>nova/objects/instance_numa.py</c>, InstanceNUMACell). Before a fit it is a wish; after it,
/// <see cref="Id"/> is the host cell and the pinning and page size are chosen. Immutable.
/// </summary>
public sealed record InstanceNumaCell
{
    /// <summary>The guest cell's number from 0; after a fit, the id of the host cell that holds it; -1 when cleared.</summary>
    public required int Id { get; init; }

    /// <summary>The floating vCPUs of the cell.</summary>
    public required CpuSet Cpuset { get; init; }

    /// <summary>The pinned vCPUs of the cell.</summary>
    public required CpuSet Pcpuset { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required long MemoryMb { get; init; }

    /// <summary>Page size in KiB, or one of <see cref="MemoryPageSize"/>; null or 0 when the guest does not ask.</summary>
    public long? PageSizeKb { get; init; }

    /// <summary>CPU policy; null is treated as shared.</summary>
    public CpuAllocationPolicy? CpuPolicy { get; init; }

    /// <summary>Thread policy; null is treated as prefer.</summary>
    public CpuThreadPolicy? CpuThreadPolicy { get; init; }

    /// <summary>Which host CPU each pinned vCPU got, by ascending vCPU; empty before a fit and for shared guests.</summary>
    public ImmutableArray<CpuPin> CpuPinning { get; init; } = [];

    /// <summary>Host CPUs kept for the emulator threads; empty when there are none.</summary>
    public CpuSet CpusetReserved { get; init; }

    /// <summary>All vCPUs of the cell.</summary>
    public CpuSet TotalCpus => Cpuset.Union(Pcpuset);

    /// <summary>Whether some vCPUs are pinned by policy (dedicated or mixed).</summary>
    public bool IsPinned => CpuPolicy is CpuAllocationPolicy.Dedicated or CpuAllocationPolicy.Mixed;

    /// <summary>The host CPUs of <see cref="CpuPinning"/>, as a set.</summary>
    public CpuSet PinnedHostCpus
    {
        get
        {
            int[] cpus = new int[CpuPinning.Length];
            for (int index = 0; index < cpus.Length; index++)
            {
                cpus[index] = CpuPinning[index].Pcpu;
            }

            return CpuSet.Of(cpus);
        }
    }

    /// <inheritdoc/>
    public bool Equals(InstanceNumaCell? other) => ReferenceEquals(this, other) || (other is not null
        && Id == other.Id && Cpuset == other.Cpuset && Pcpuset == other.Pcpuset && MemoryMb == other.MemoryMb
        && PageSizeKb == other.PageSizeKb && CpuPolicy == other.CpuPolicy && CpuThreadPolicy == other.CpuThreadPolicy
        && CpuPinning.AsSpan().SequenceEqual(other.CpuPinning.AsSpan()) && CpusetReserved == other.CpusetReserved);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Cpuset, Pcpuset, MemoryMb, PageSizeKb);
}
