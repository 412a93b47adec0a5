using Model.Networking;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of a network's <c>segments:</c>.</summary>
internal static class SegmentFormat
{
    public static readonly KeySet Keys = new("segment", "A segment of a network with several.");

    /// <summary>Neutron's network types.</summary>
    internal static readonly ValueKind<string> TypeWord = new ChoiceKind<string>(
        [.. new[] { "flat", "vlan", "vxlan", "gre", "geneve", "local" }.Select(type => (type, type))]);

    /// <summary>Numbers of segments: up to 4094 for VLANs, 24 bits for tunnels.</summary>
    internal static readonly ValueKind<int> SegmentNumber = Kinds.Whole(0, 16_777_215);

    private static readonly TypedKey<string> PhysicalNetwork = Keys.Optional(
        "physical_network", Kinds.Text, "Physical network it runs on; none unless given.");

    private static readonly TypedKey<string> Type = Keys.Optional(
        "network_type", TypeWord, "flat, vlan, vxlan, gre, geneve or local.");

    private static readonly TypedKey<int> SegmentationId = Keys.Optional(
        "segmentation_id", SegmentNumber, "Number of the VLAN or tunnel; 1 unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<NetworkSegment> Kind = new ObjectKind<NetworkSegment>(
        Keys, reader => new NetworkSegment(reader.Find(PhysicalNetwork), reader.Find(Type), reader.Get(SegmentationId, 1)));
}
