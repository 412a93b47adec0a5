using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// A NUMA cell of a host: what it has and what guests use of it (<c>nova/objects/numa.py</c>, NUMACell). Immutable, so
/// that a stale view is a kept reference.
/// </summary>
public sealed record HostNumaCell
{
    private HostCellFacts? _facts;

    /// <summary>Makes a cell; see the members for what must be set.</summary>
    public HostNumaCell()
    {
    }

    // Copies everything but the cached facts, which the members set afterwards may change.
    private HostNumaCell(HostNumaCell other)
    {
        Id = other.Id;
        Cpuset = other.Cpuset;
        Pcpuset = other.Pcpuset;
        MemoryMb = other.MemoryMb;
        CpuUsage = other.CpuUsage;
        MemoryUsageMb = other.MemoryUsageMb;
        PinnedCpus = other.PinnedCpus;
        Siblings = other.Siblings;
        Mempages = other.Mempages;
        Socket = other.Socket;
        NetworkMetadata = other.NetworkMetadata;
    }

    /// <summary>The cell's number, as the host counts its NUMA nodes.</summary>
    public required int Id { get; init; }

    /// <summary>Host CPUs that floating vCPUs may use.</summary>
    public required CpuSet Cpuset { get; init; }

    /// <summary>Host CPUs that vCPUs may be pinned to.</summary>
    public required CpuSet Pcpuset { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required long MemoryMb { get; init; }

    /// <summary>Floating vCPUs on the cell.</summary>
    public int CpuUsage { get; init; }

    /// <summary>Guest memory on the cell in MiB.</summary>
    public long MemoryUsageMb { get; init; }

    /// <summary>Host CPUs that guests are pinned to, or that are kept for their emulator threads.</summary>
    public CpuSet PinnedCpus { get; init; }

    /// <summary>The cores as sets of threads, in the order in which Nova looks at them.</summary>
    public ImmutableArray<CpuSet> Siblings { get; init; } = [];

    /// <summary>Pages by size, in the host's order; empty where the host does not tell its page sizes.</summary>
    public ImmutableArray<HostMemoryPages> Mempages { get; init; } = [];

    /// <summary>The socket, or null where the cell's CPUs lie on several or the socket is not known.</summary>
    public int? Socket { get; init; }

    /// <summary>Networks near the cell, or null where none was told.</summary>
    public NumaNetworkMetadata? NetworkMetadata { get; init; }

    /// <summary>Memory in MiB that no guest uses; negative when overcommitted.</summary>
    public long AvailableMemoryMb => MemoryMb - MemoryUsageMb;

    /// <summary>Host CPUs that a vCPU could be pinned to now.</summary>
    public CpuSet FreePcpus => Pcpuset.Except(PinnedCpus);

    /// <summary>How many <see cref="FreePcpus"/> there are, without building the set.</summary>
    public int FreePcpuCount => Pcpuset.Count - Pcpuset.CountCommon(PinnedCpus);

    /// <summary>Whether a core has more than one thread.</summary>
    public bool HasThreads
    {
        get
        {
            foreach (CpuSet core in Siblings)
            {
                if (core.Count > 1)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Counts that every fit needs, taken once.</summary>
    internal HostCellFacts Facts => _facts ??= new HostCellFacts(this);

    /// <inheritdoc/>
    public bool Equals(HostNumaCell? other) => ReferenceEquals(this, other) || (other is not null
        && Id == other.Id && Cpuset == other.Cpuset && Pcpuset == other.Pcpuset && MemoryMb == other.MemoryMb
        && CpuUsage == other.CpuUsage && MemoryUsageMb == other.MemoryUsageMb && PinnedCpus == other.PinnedCpus
        && Siblings.AsSpan().SequenceEqual(other.Siblings.AsSpan()) && Mempages.AsSpan().SequenceEqual(other.Mempages.AsSpan())
        && Socket == other.Socket && Equals(NetworkMetadata, other.NetworkMetadata));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, MemoryMb, CpuUsage, MemoryUsageMb, PinnedCpus);
}
