using System.Text.Json.Nodes;
using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A PCI card's <c>vfs:</c>.</summary>
internal static class VfGroupFormat
{
    public static readonly KeySet Keys = new("VF group", "Virtual functions of each physical function of a card.");

    private static readonly ValueKind<(int Vendor, int Device)> Ids = new ScalarKind<(int Vendor, int Device)>(
        "ids such as \"15b3:101e\"", PciGroupFormat.TryIds, () => new JsonObject { ["type"] = "string" });

    private static readonly TypedKey<(int Vendor, int Device)> Id = Keys.Optional(
        "id", Ids, "Vendor and device id; the catalogue's unless given.");

    private static readonly TypedKey<int> Count = Keys.Required(
        "count", Kinds.Whole(0, 65_535), "VFs that exist on each physical function.");

    private static readonly TypedKey<int> Total = Keys.Optional(
        "total", Kinds.Whole(1, 65_535), "sriov_totalvfs; the catalogue's unless given, else the count.");

    private static readonly TypedKey<int> Offset = Keys.Optional(
        "offset", Kinds.Whole(1, 65_535), "Routing-id distance from the PF to its first VF.");

    private static readonly TypedKey<int> Stride = Keys.Optional(
        "stride", Kinds.Whole(1, 65_535), "Routing-id distance between neighbouring VFs.");

    private static readonly TypedKey<string> Driver = Keys.Optional("driver", Kinds.Text, "Kernel driver of the VFs; none for unbound.");
    private static readonly TypedKey<bool> Vdpa = Keys.Optional(
        "vdpa", Kinds.Boolean, "Whether each VF carries a vDPA device; no unless given.");

    private static readonly TypedKey<IReadOnlyList<VfLimits>> Limits = Keys.Optional(
        "limits",
        new ListKind<VfLimits>(
            new ChoiceKind<VfLimits>(("no-vlan", VfLimits.NoVlan), ("no-trust", VfLimits.NoTrust), ("dpu", VfLimits.PluggedByDpu)),
            allowsSingle: true),
        "no-vlan (the PF's driver answers EPERM when a VLAN is programmed on a VF), no-trust (it refuses to trust a VF), "
            + "dpu (a processor on the card plugs the VFs, not the host).");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<PciVfGroup> Kind = new ObjectKind<PciVfGroup>(Keys, Bind);

    private static PciVfGroup Bind(MappingReader reader)
    {
        bool hasId = reader.TryGet(Id, out (int Vendor, int Device) ids);
        return new PciVfGroup
        {
            VendorId = hasId ? ids.Vendor : null,
            DeviceId = hasId ? ids.Device : null,
            Count = reader.Get(Count, 0),
            Total = reader.FindValue(Total),
            Offset = reader.FindValue(Offset),
            Stride = reader.FindValue(Stride),
            Driver = reader.Find(Driver),
            Limits = reader.List(Limits).Aggregate(VfLimits.None, (all, limit) => all | limit),
            Vdpa = reader.Get(Vdpa, false),
        };
    }
}
