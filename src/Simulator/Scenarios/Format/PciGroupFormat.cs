using System.Globalization;
using System.Text.Json.Nodes;
using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of a hardware entry's <c>pci:</c>: a number of equal cards.</summary>
internal static class PciGroupFormat
{
    public static readonly KeySet Keys = new("PCI card", "A number of equal PCI cards.");

    /// <summary>A pair of ids.</summary>
    public static readonly ValueKind<(int Vendor, int Device)> Ids = new ScalarKind<(int Vendor, int Device)>(
        "ids such as \"10de:20b5\"",
        TryIds,
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}$" });

    private static readonly ValueKind<int> ClassCode = new ScalarKind<int>(
        "a class code of six hexadecimal digits", TryClass, () => new JsonObject { ["type"] = new JsonArray("string", "integer") });

    private static readonly ValueKind<(PciSpread Spread, int? Node)> SpreadWord = new ScalarKind<(PciSpread Spread, int? Node)>(
        "numa, socket, none or node N",
        TrySpread,
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^(numa|socket|none|node [0-9]+)$" });

    private static readonly ValueKind<PciFunctionKind> KindWord = new ChoiceKind<PciFunctionKind>(
        ("PCI", PciFunctionKind.Plain), ("PF", PciFunctionKind.PhysicalFunction));

    private static readonly TypedKey<string> Device = Keys.Optional(
        "device", Kinds.Text, "Short name in the device catalogue, instead of ids.");

    private static readonly TypedKey<(int Vendor, int Device)> Id = Keys.Optional(
        "id", Ids, "Vendor and device id in hexadecimal, for example \"10de:20b5\".");

    private static readonly TypedKey<int> Count = Keys.Optional("count", Kinds.Whole(1, 1024), "Number of cards; 1 unless given.");
    private static readonly TypedKey<int> Ports = Keys.Optional("ports", Kinds.Whole(1, 8), "Functions of each card; 1 unless given.");
    private static readonly TypedKey<(PciSpread Spread, int? Node)> Spread = Keys.Optional(
        "spread", SpreadWord, "How the cards are dealt: numa (over the nodes), socket, none (no NUMA node), or node N.");

    private static readonly TypedKey<Placed<string>> Address = Keys.Optional(
        "address", Kinds.Text.WithPlace(), "Address of the first function of a single card, DDDD:BB:SS.F.");

    private static readonly TypedKey<PciFunctionKind> FunctionKind = Keys.Optional(
        "kind", KindWord, "PF: a physical function even without VFs; PCI: SR-IOV is switched off in the card.");

    private static readonly TypedKey<int> Class = Keys.Optional(
        "class", ClassCode, "Class, subclass and programming interface, six hexadecimal digits.");

    private static readonly TypedKey<string> Driver = Keys.Optional("driver", Kinds.Text, "Kernel driver; none for unbound.");
    private static readonly TypedKey<string> Name = Keys.Optional("name", Kinds.Text, "Prefix of the network interfaces' names.");
    private static readonly TypedKey<string> Serial = Keys.Optional(
        "serial", Kinds.Text, "Prefix of the serial numbers in the vital product data.");

    private static readonly TypedKey<(int Vendor, int Device)> Subsystem = Keys.Optional(
        "subsystem", Ids, "Subsystem vendor and device id.");

    private static readonly TypedKey<int> Revision = Keys.Optional("revision", Kinds.Whole(0, 255), "Revision; 1 unless given.");
    private static readonly TypedKey<PciVfGroup> Vfs = Keys.Optional(
        "vfs", VfGroupFormat.Kind, "Virtual functions of each physical function.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<PciGroup> Kind = new ObjectKind<PciGroup>(Keys, Bind);

    static PciGroupFormat() => Keys.ExactlyOneOf(Id, Device);

    internal static bool TryIds(string text, out (int Vendor, int Device) ids, out string problem)
    {
        string[] parts = text.Split(':');
        int device = 0;
        bool isRead = parts.Length == 2 && TryHex(parts[0], out int vendor) & TryHex(parts[^1], out device);
        ids = isRead && TryHex(parts[0], out vendor) ? (vendor, device) : default;
        problem = $"'{text}' is not a pair of ids; write vendor:device in hexadecimal, each 0–ffff, for example \"10de:20b5\"";
        return isRead;
    }

    private static PciGroup? Bind(MappingReader reader)
    {
        bool hasId = reader.TryGet(Id, out (int Vendor, int Device) ids);
        bool hasSubsystem = reader.TryGet(Subsystem, out (int Vendor, int Device) subsystem);
        (PciSpread Spread, int? Node)? spread = reader.TryGet(Spread, out (PciSpread Spread, int? Node) dealt) ? dealt : null;
        bool hasKind = reader.TryGet(FunctionKind, out PciFunctionKind kind);
        PciVfGroup? vfs = reader.Find(Vfs);
        if (hasKind && kind == PciFunctionKind.PhysicalFunction)
        {
            vfs ??= WithoutVfs(ids);
        }

        string? device = reader.Find(Device);
        if (device is not null && !DeviceCatalogue.TryGet(device, out _))
        {
            Placed<string> written = new(device, reader.PositionOf(Device));
            reader.Context.Knows("catalogued device", written, [.. DeviceCatalogue.All.Select(known => known.Name)]);
            return null;
        }

        return new PciGroup
        {
            Device = device,
            VendorId = hasId ? ids.Vendor : null,
            DeviceId = hasId ? ids.Device : null,
            Count = reader.Get(Count, 1),
            Ports = reader.Get(Ports, 1),
            Spread = spread?.Spread,
            NumaNode = spread?.Node,
            Address = ReadAddress(reader),
            ClassCode = reader.FindValue(Class),
            Driver = reader.Find(Driver),
            Name = reader.Find(Name),
            SerialPrefix = reader.Find(Serial),
            SubsystemVendorId = hasSubsystem ? subsystem.Vendor : null,
            SubsystemId = hasSubsystem ? subsystem.Device : null,
            Revision = reader.Get(Revision, 1),
            Vfs = vfs,
            SriovEnabled = !hasKind || kind != PciFunctionKind.Plain,
        };
    }

    private static string? ReadAddress(MappingReader reader)
    {
        if (!reader.TryGet(Address, out Placed<string> address))
        {
            return null;
        }

        // A domain above ffff is real hardware that Nova skips; the rest of the address must be right.
        int colon = address.Value.Length > 8 ? address.Value.LastIndexOf(':', address.Value.Length - 6) : -1;
        bool hasWideDomain = colon is > 4 and <= 8
            && int.TryParse(address.Value.AsSpan(0, colon), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            && PciAddress.TryParse($"0000{address.Value.AsSpan(colon)}", out _);
        if (hasWideDomain)
        {
            string message = $"address {address.Value} is beyond Nova's limits (domain ffff): libvirt reports the device, Nova ignores it";
            reader.Context.Diagnostics.Warn(ScenarioCodes.HardwareNote, address.Position, message);
        }
        else if (!PciAddress.TryParse(address.Value, out _))
        {
            string message = $"'{address.Value}' is not a PCI address; write DDDD:BB:SS.F in hexadecimal, up to ffff:ff:1f.7";
            reader.Context.Error(ScenarioCodes.InvalidValue, address.Position, message);
        }

        return address.Value;
    }

    // A physical function without VFs still has the capability; what it could have comes from the catalogue or is one.
    private static PciVfGroup WithoutVfs((int Vendor, int Device) ids) =>
        DeviceCatalogue.TryGet(ids.Vendor, ids.Device, out CatalogueDevice known) && known.Virtual is not null
            ? new PciVfGroup { Count = 0 }
            : new PciVfGroup { Count = 0, Total = 1, DeviceId = ids.Device };

    private static bool TryHex(string text, out int value)
    {
        value = 0;
        return text.Length is >= 1 and <= 4 && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryClass(string text, out int value, out string problem)
    {
        problem = $"'{text}' is not a class code of six hexadecimal digits";
        value = 0;
        return text.Length == 6 && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static bool TrySpread(string text, out (PciSpread Spread, int? Node) value, out string problem)
    {
        problem = $"'{text}' is none of numa, socket, none, node N";
        int node = 0;
        bool isNode = text.StartsWith("node ", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out node);
        value = text switch
        {
            "numa" => (PciSpread.Numa, null),
            "socket" => (PciSpread.Socket, null),
            "none" => (PciSpread.None, null),
            _ => (PciSpread.Node, node),
        };
        return isNode || text is "numa" or "socket" or "none";
    }
}
