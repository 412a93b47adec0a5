using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The section <c>faults:</c> with its parts.</summary>
internal static class FaultPlanFormat
{
    public static readonly KeySet Evacuation = new("evacuation policy", "What operators do about a failed host.");

    private static readonly TypedKey<TimeSpan> After = Evacuation.Optional(
        "after", Kinds.Duration, "From the failure until they act, with fencing; 5 min unless given (assumption).");

    private static readonly TypedKey<int> AtOnce = Evacuation.Optional(
        "at-once", Kinds.Whole(1), "Servers evacuated at once in the whole cloud; 10 unless given (assumption).");

    private static readonly TypedKey<bool> Restarts = Evacuation.Optional(
        "restart", Kinds.Boolean, "Whether they start the servers again, which Nova leaves stopped; yes unless given (assumption).");

    public static readonly KeySet Keys = new("fault plan", "What breaks by chance, and what operators do about it.");

    private static readonly TypedKey<FaultDefinition> Hosts = Keys.Optional("hosts", FailureFormat.Kind, "Single hosts, each for itself.");
    private static readonly TypedKey<FaultDefinition> Racks = Keys.Optional("racks", FailureFormat.Kind, "Racks: all their hosts at once.");

    private static readonly TypedKey<FaultDefinition> Placement = Keys.Optional(
        "placement", FailureFormat.Kind, "The Placement service: while it is away nobody reads from it or writes to it.");

    private static readonly TypedKey<IReadOnlyList<TimeWindow>> PlacementOutages = Keys.Optional(
        "placement-outages", new ListKind<TimeWindow>(SlowdownFormat.Window, allowsSingle: true), "When Placement is away, as planned.");

    private static readonly TypedKey<IReadOnlyList<Slowdown>> Slowdowns = Keys.Optional(
        "slowdowns", new ListKind<Slowdown>(SlowdownFormat.Kind), "When Placement, messages and other services are slow.");

    private static readonly TypedKey<double> LostMessages = Keys.Optional(
        "lost-messages", Kinds.Share, "Share of the messages to compute services and to the scheduler that are lost; none unless given.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<FaultPoint, double>>> Points = Keys.Optional(
        "points", FaultChanceFormat.Kind, "Places in flows that break by chance.");

    private static readonly TypedKey<double> LiveMigrations = Keys.Optional(
        "live-migrations", Kinds.Share, "Share of live migrations that break; none unless given.");

    private static readonly TypedKey<EvacuationPolicy> Policy = Keys.Optional(
        "evacuation",
        new ObjectKind<EvacuationPolicy>(
            Evacuation,
            reader => new EvacuationPolicy(
                reader.Get(After, TimeSpan.FromMinutes(5)), reader.Get(AtOnce, 10), reader.Get(Restarts, true))),
        "Servers of failed hosts are evacuated; without it they wait for the repair.");

    private static readonly TypedKey<IReadOnlyList<DeviceFaultEntry>> Devices = Keys.Optional(
        "devices", new ListKind<DeviceFaultEntry>(DeviceFaultFormat.Kind), "PCI devices, each for itself.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<FaultPlanEntry> Kind = new ObjectKind<FaultPlanEntry>(Keys, reader => new FaultPlanEntry(
        new FaultPlan
        {
            Hosts = reader.Find(Hosts),
            Racks = reader.Find(Racks),
            Placement = reader.Find(Placement),
            PlacementWindows = reader.List(PlacementOutages),
            Slowdowns = reader.List(Slowdowns),
            LostMessages = reader.Get(LostMessages, 0),
            Points = reader.List(Points),
            LiveMigrations = reader.Get(LiveMigrations, 0),
            Evacuation = reader.Find(Policy),
        },
        reader.List(Devices)));
}
