using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>The NUMA cells of a host, in the host's order (<c>nova/objects/numa.py</c>, NUMATopology). Immutable.</summary>
public sealed record HostNumaTopology
{
    /// <summary>Makes a topology of the given cells.</summary>
    public HostNumaTopology(ImmutableArray<HostNumaCell> cells) => Cells = cells;

    /// <summary>The cells; never default, may be empty.</summary>
    public ImmutableArray<HostNumaCell> Cells { get; }

    /// <summary>Whether a core of any cell has more than one thread.</summary>
    public bool HasThreads
    {
        get
        {
            foreach (HostNumaCell cell in Cells)
            {
                if (cell.HasThreads)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public bool Equals(HostNumaTopology? other) =>
        ReferenceEquals(this, other) || (other is not null && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Cells.Length;
}
