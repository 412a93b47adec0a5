using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The section <c>migration-network:</c>.</summary>
internal static class MigrationNetworkFormat
{
    public static readonly KeySet Keys = new("migration network", "The network of live migrations and what guests write meanwhile.");

    private static readonly MigrationNetworkDefinition Standard = new();

    private static readonly TypedKey<double> Host = Keys.Optional(
        "host-rate", Kinds.DataRate, "Each host's interface in each direction; 10 Gbit/s unless given (assumption).");

    private static readonly TypedKey<double> Rack = Keys.Optional(
        "rack-rate", Kinds.DataRate, "Each rack's uplink in each direction; racks do not limit unless given.");

    private static readonly TypedKey<GuestActivity> Guests = Keys.Optional(
        "guests", GuestActivityFormat.Kind, "What guests do whose flavor is not below flavors:.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, GuestActivity>>> Flavors = Keys.Optional(
        "flavors", new MapKind<GuestActivity>(GuestActivityFormat.Kind), "What guests do, by flavor.");

    private static readonly TypedKey<Distribution> DeviceState = Keys.Optional(
        "device-state",
        DistributionFormat.Sizes.All,
        "State of a device that migrates with its guest, moved in the pause; lognormal, median 10 MB, sigma 1 unless given (assumption).");

    private static readonly TypedKey<TimeSpan> SwitchOver = Keys.Optional(
        "switch-over", Kinds.Duration, "Added to each guest's pause; 20 ms unless given (assumption).");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<MigrationNetworkEntry> Kind = new ObjectKind<MigrationNetworkEntry>(Keys, Bind);

    private static MigrationNetworkEntry Bind(MappingReader reader) => new(
        new MigrationNetworkDefinition
        {
            HostRate = reader.Get(Host, Standard.HostRate),
            RackRate = reader.FindValue(Rack),
            Guests = reader.Get(Guests, GuestActivity.Default),
            DeviceState = reader.Get(DeviceState, Standard.DeviceState),
            SwitchOver = reader.Get(SwitchOver, Standard.SwitchOver),
        },
        reader.List(Flavors));
}
