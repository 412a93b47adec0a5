using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The value of <c>fail:</c>: places in a flow, each with the hosts on which it fails.</summary>
internal static class FaultFormat
{
    public static readonly KeySet Keys = new("fault", "What goes wrong on the way, by place in the flow: the hosts on which it does.");

    private static readonly ValueKind<IReadOnlyList<Placed<string>>> Hosts =
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true);

    /// <summary>The places with their names and what breaks there.</summary>
    public static readonly (FaultPoint Point, string Name, string Meaning)[] Words =
    [
        (FaultPoint.Spawn, "spawn", "The hypervisor fails to create the guest."),
        (FaultPoint.MigrateDisk, "migrate-disk", "The source of a cold migration fails to send the disks."),
        (FaultPoint.FinishMigration, "finish-migration", "The destination of a cold migration fails to start the guest."),
        (FaultPoint.PreLiveMigration, "pre-live-migration", "The destination of a live migration fails to get ready."),
        (FaultPoint.Attach, "attach", "The hypervisor fails to attach an interface."),
        (FaultPoint.Suspend, "suspend", "The hypervisor fails to detach the devices of a guest that is suspended."),
        (FaultPoint.LiveMigration, "live-migration", "The hypervisor's migration job fails on the source."),
    ];

    private static readonly (FaultPoint Point, TypedKey<IReadOnlyList<Placed<string>>> Key)[] Places =
        [.. Words.Select(word => (word.Point, Keys.Optional(word.Name, Hosts, word.Meaning)))];

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<IReadOnlyList<FaultEntry>> Kind = new ObjectKind<IReadOnlyList<FaultEntry>>(Keys, Bind);

    /// <summary>The key of a place.</summary>
    public static string NameOf(FaultPoint point) => Places.First(place => place.Point == point).Key.Name;

    private static List<FaultEntry> Bind(MappingReader reader) =>
        [.. Places.SelectMany(place => reader.List(place.Key).Select(host => new FaultEntry(place.Point, host)))];
}
