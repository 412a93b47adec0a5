using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The value of <c>fail:</c>: places in a flow, each with the hosts on which it fails.</summary>
internal static class FaultFormat
{
    public static readonly KeySet Keys = new("fault", "What goes wrong on the way, by place in the flow: the hosts on which it does.");

    private static readonly ValueKind<IReadOnlyList<Placed<string>>> Hosts =
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true);

    private static readonly (FaultPoint Point, TypedKey<IReadOnlyList<Placed<string>>> Key)[] Places =
    [
        (FaultPoint.Spawn, Keys.Optional("spawn", Hosts, "The hypervisor fails to create the guest.")),
        (FaultPoint.MigrateDisk, Keys.Optional("migrate-disk", Hosts, "The source of a cold migration fails to send the disks.")),
        (FaultPoint.FinishMigration, Keys.Optional(
            "finish-migration", Hosts, "The destination of a cold migration fails to start the guest.")),
        (FaultPoint.PreLiveMigration, Keys.Optional(
            "pre-live-migration", Hosts, "The destination of a live migration fails to get ready.")),
        (FaultPoint.Attach, Keys.Optional("attach", Hosts, "The hypervisor fails to attach an interface.")),
        (FaultPoint.LiveMigration, Keys.Optional("live-migration", Hosts, "The hypervisor's migration job fails on the source.")),
    ];

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<IReadOnlyList<FaultEntry>> Kind = new ObjectKind<IReadOnlyList<FaultEntry>>(Keys, Bind);

    private static List<FaultEntry> Bind(MappingReader reader) =>
        [.. Places.SelectMany(place => reader.List(place.Key).Select(host => new FaultEntry(place.Point, host)))];
}
