using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>The NUMA cells of a guest (<c>nova/objects/instance_numa.py</c>, InstanceNUMATopology). Immutable.</summary>
public sealed record InstanceNumaTopology
{
    /// <summary>Makes a topology of the given cells.</summary>
    public InstanceNumaTopology(ImmutableArray<InstanceNumaCell> cells, EmulatorThreadsPolicy? emulatorThreadsPolicy = null)
    {
        Cells = cells;
        EmulatorThreadsPolicy = emulatorThreadsPolicy;
    }

    /// <summary>The cells in guest order; never default.</summary>
    public ImmutableArray<InstanceNumaCell> Cells { get; }

    /// <summary>Where the emulator's threads go, or null when the flavor does not say.</summary>
    public EmulatorThreadsPolicy? EmulatorThreadsPolicy { get; }

    /// <summary>Every host CPU the guest is pinned to.</summary>
    public CpuSet PinnedHostCpus
    {
        get
        {
            CpuSet all = CpuSet.Empty;
            foreach (InstanceNumaCell cell in Cells)
            {
                all = all.Union(cell.PinnedHostCpus);
            }

            return all;
        }
    }

    /// <summary>
    /// The topology without ties to a host: cell ids -1 and no pinning. A claim that is given back leaves this
    /// (<c>clear_host_pinning</c>); page sizes and reserved CPUs stay as chosen.
    /// </summary>
    public InstanceNumaTopology WithoutHostPinning()
    {
        ImmutableArray<InstanceNumaCell>.Builder cells = ImmutableArray.CreateBuilder<InstanceNumaCell>(Cells.Length);
        foreach (InstanceNumaCell cell in Cells)
        {
            cells.Add(cell with { Id = -1, CpuPinning = [] });
        }

        return new InstanceNumaTopology(cells.MoveToImmutable(), EmulatorThreadsPolicy);
    }

    /// <inheritdoc/>
    public bool Equals(InstanceNumaTopology? other) => ReferenceEquals(this, other) || (other is not null
        && EmulatorThreadsPolicy == other.EmulatorThreadsPolicy && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cells.Length, EmulatorThreadsPolicy);
}
