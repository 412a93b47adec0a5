using System.Text.Json.Nodes;
using Model.Hardware;
using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>devices:</c> under <c>faults:</c>.</summary>
internal static class DeviceFaultFormat
{
    public static readonly KeySet Keys = new("kind of device failure", "How PCI devices fail, each for itself.");

    private static readonly ValueKind<IReadOnlyList<Placed<string>>> Names =
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true);

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Hosts = Keys.Optional(
        "hosts", Names, "Names or patterns of hosts; all unless given.");

    private static readonly TypedKey<(int Vendor, int Device)> Id = Keys.Optional(
        "id", PciGroupFormat.Ids, "Vendor and device id of the functions that fail; all that servers get unless given, VFs by their PF.");

    private static readonly TypedKey<PciFunctionKind> Type = Keys.Optional(
        "type",
        new ChoiceKind<PciFunctionKind>(
            ("type-PCI", PciFunctionKind.Plain), ("type-PF", PciFunctionKind.PhysicalFunction), ("type-VF", PciFunctionKind.VirtualFunction)),
        "Only functions of this type. VFs of a PF that fails go with it.");

    private static readonly TypedKey<bool> WholeCard = Keys.Optional(
        "whole-card", Kinds.Boolean, "Whether all functions of a slot fail together; no unless given.");

    private static readonly TypedKey<Distribution> Mtbf = Keys.Required(
        "mtbf", DistributionFormat.Kind, "Time from the start, or from a repair, to the next failure of one of them.");

    private static readonly TypedKey<Distribution> Mttr = Keys.Required("mttr", DistributionFormat.Kind, "Time until it is back.");

    private static readonly TypedKey<bool> Effect = Keys.Optional(
        "effect",
        new ChoiceKind<bool>(("vanishes", false), ("stays", true)),
        "vanishes (falls off the bus; nova-compute sees that at its next start only) or stays (works no more, but nobody sees it); "
        + "vanishes unless given.");

    private static readonly TypedKey<TimeSpan> NoticedAfter = Keys.Optional(
        "noticed-after", Kinds.Duration, "From a failure, and from a repair, until operators act; 10 min unless given (assumption).");

    private static readonly TypedKey<(bool AfterFailure, bool AfterRepair)> Restart = Keys.Optional(
        "restart-service",
        new ChoiceKind<(bool AfterFailure, bool AfterRepair)>(
            ("never", (false, false)), ("after-failure", (true, false)), ("after-repair", (false, true)), ("both", (true, true))),
        "When operators restart nova-compute, so that it sees what is there: never, after-failure, after-repair or both; never unless given.");

    private static readonly TypedKey<bool> Servers = Keys.Optional(
        "servers",
        new ChoiceKind<bool>(("stay", false), ("move", true)),
        "stay (servers go on without the device until it is back) or move (operators migrate them cold); stay unless given.");

    public static readonly KeySet ReplacementKeys = new("replacement", "What comes back in a failed device's place; what is not given is as before.");

    private static readonly TypedKey<(int Vendor, int Device)> NewId = ReplacementKeys.Optional(
        "id", PciGroupFormat.Ids, "Vendor and device id.");

    private static readonly TypedKey<PciAddress> NewAddress = ReplacementKeys.Optional(
        "address",
        new ScalarKind<PciAddress>(
            "an address DDDD:BB:SS.F",
            TryAddress,
            () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}.[0-7]$" }),
        "Address, where one device of a host can fail; that of its VFs follows.");

    private static readonly TypedKey<int> NewVfs = ReplacementKeys.Optional("vfs", Kinds.Whole(0, 65_535), "VFs of a physical function.");

    private static readonly TypedKey<DeviceReplacement> Replacement = Keys.Optional(
        "replacement",
        new ObjectKind<DeviceReplacement>(ReplacementKeys, BindReplacement),
        "The device comes back as another one; nova-compute takes that over at its next start.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<DeviceFaultEntry> Kind = new ObjectKind<DeviceFaultEntry>(Keys, Bind);

    private static DeviceReplacement BindReplacement(MappingReader reader) =>
        new(reader.FindValue(NewId), reader.FindValue(NewAddress), reader.FindValue(NewVfs));

    private static DeviceFaultEntry? Bind(MappingReader reader)
    {
        bool hasTimes = reader.TryGet(Mtbf, out Distribution between) & reader.TryGet(Mttr, out Distribution repair);
        (bool afterFailure, bool afterRepair) = reader.Get(Restart, (false, false));
        DeviceFaultDefinition fault = new()
        {
            Hosts = [],
            Ids = reader.FindValue(Id),
            Kind = reader.FindValue(Type),
            WholeCard = reader.Get(WholeCard, false),
            Times = new FaultDefinition(between, repair),
            Stays = reader.Get(Effect, false),
            NoticedAfter = reader.Get(NoticedAfter, TimeSpan.FromMinutes(10)),
            RestartsAfterFailure = afterFailure,
            RestartsAfterRepair = afterRepair,
            MovesServers = reader.Get(Servers, false),
            Replacement = reader.Find(Replacement),
        };
        return !hasTimes ? null : new DeviceFaultEntry(reader.Position, fault)
        {
            Hosts = reader.List(Hosts),
            IdPosition = reader.Has(Id) ? reader.PositionOf(Id) : reader.Position,
            ReplacementPosition = reader.Has(Replacement) ? reader.PositionOf(Replacement) : reader.Position,
        };
    }

    private static bool TryAddress(string text, out PciAddress address, out string problem)
    {
        problem = $"'{text}' is not a PCI address; write DDDD:BB:SS.F in hexadecimal, up to ffff:ff:1f.7";
        return PciAddress.TryParse(text, out address);
    }
}
