using Model.Networking;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>networks:</c>.</summary>
internal static class NetworkFormat
{
    public static readonly KeySet Keys = new("network", "A Neutron network, as its provider attributes describe it.");

    private static readonly TypedKey<string> PhysicalNetwork = Keys.Optional(
        "physical_network", Kinds.Text, "Physical network it runs on; none unless given, as for tunnelled networks.");

    private static readonly TypedKey<string> Type = Keys.Optional(
        "network_type", SegmentFormat.TypeWord, "flat, vlan, vxlan, gre, geneve or local.");

    private static readonly TypedKey<IReadOnlyList<NetworkSegment>> Segments = Keys.Optional(
        "segments", new ListKind<NetworkSegment>(SegmentFormat.Kind), "Several segments, instead of the other keys.");

    private static readonly TypedKey<int> SegmentationId = Keys.Optional(
        "segmentation_id", SegmentFormat.SegmentNumber, "Number of the VLAN or tunnel; 1 unless given.");

    /// <summary>The kind of value; the name is the key it stands under.</summary>
    public static readonly ValueKind<Network> Kind = new ObjectKind<Network>(Keys, Bind);

    private static Network Bind(MappingReader reader)
    {
        foreach (Key key in (Key[])[PhysicalNetwork, Type, SegmentationId])
        {
            if (reader.Has(Segments) && reader.Has(key))
            {
                reader.Context.Error(
                    ScenarioCodes.Contradiction, reader.PositionOf(key), $"a network with 'segments' has '{key.Name}' in them, not beside them");
            }
        }

        return new Network
        {
            Id = string.Empty,
            PhysicalNetwork = reader.Find(PhysicalNetwork),
            NetworkType = reader.Find(Type),
            SegmentationId = reader.Get(SegmentationId, 1),
            Segments = reader.List(Segments),
        };
    }
}
