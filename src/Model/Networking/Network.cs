namespace Model.Networking;

/// <summary>A Neutron network as its provider attributes describe it. Immutable.</summary>
public sealed record Network
{
    /// <summary>The network's id, unique in a cloud.</summary>
    public required string Id { get; init; }

    /// <summary>The provider network it runs on; null for none.</summary>
    public string? PhysicalNetwork { get; init; }

    /// <summary>flat, vlan, vxlan, gre, geneve or local.</summary>
    public string? NetworkType { get; init; }

    /// <summary>Number of the VLAN or tunnel; counts for vlan only.</summary>
    public int SegmentationId { get; init; } = 1;

    /// <summary>Its segments, in order; they count only where Neutron supports several per network.</summary>
    public IReadOnlyList<NetworkSegment> Segments { get; init; } = [];

    /// <summary>Whether traffic of the network is tunnelled by the host (<c>nova/network/constants.py</c>, L3_NETWORK_TYPES).</summary>
    public bool IsTunneled => NetworkType is "vxlan" or "gre" or "geneve";
}
