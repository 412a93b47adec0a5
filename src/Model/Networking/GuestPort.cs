namespace Model.Networking;

/// <summary>A port of a guest as its host sees it when the guest starts. Immutable.</summary>
/// <param name="Port">The port.</param>
/// <param name="Vlan">The VLAN that its network has on the physical network, 1–4094; null where there is none.</param>
public sealed record GuestPort(Port Port, int? Vlan)
{
    /// <summary>A port with the VLAN of the segment that Nova takes for it.</summary>
    public static GuestPort Of(Port port, Network network)
    {
        foreach (NetworkSegment segment in network.Segments)
        {
            if (!string.IsNullOrEmpty(segment.PhysicalNetwork))
            {
                return new GuestPort(port, segment.NetworkType == "vlan" ? segment.SegmentationId : null);
            }
        }

        return new GuestPort(port, network.NetworkType == "vlan" ? network.SegmentationId : null);
    }
}
