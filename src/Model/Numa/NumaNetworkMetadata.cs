using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// Which networks a host cell is near, or which networks a guest needs (<c>nova/objects/network_metadata.py</c>).
/// </summary>
/// <param name="Physnets">Names of physical networks, each once.</param>
/// <param name="Tunneled">Whether tunnelled networks are meant too.</param>
public sealed record NumaNetworkMetadata(ImmutableArray<string> Physnets, bool Tunneled)
{
    /// <inheritdoc/>
    public bool Equals(NumaNetworkMetadata? other) =>
        other is not null && Tunneled == other.Tunneled && Physnets.AsSpan().SequenceEqual(other.Physnets.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Physnets.Length, Tunneled);
}
