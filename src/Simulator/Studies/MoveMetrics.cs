using Model.Servers;
using Simulator.Metrics;

namespace Simulator.Studies;

/// <summary>Figures of refusals by stage, of moves and of drains.</summary>
internal static class MoveMetrics
{
    private const string Fewer = "fewer";
    private const string Less = "less";

    private static readonly string[] Failures = [MigrationStatus.Failed.ToName(), MigrationStatus.Error.ToName()];

    /// <summary>Stages of refusals, in the order in which a request meets them.</summary>
    private static readonly (string Stage, string Words)[] Stages =
    [
        ("api", "the API"), ("placement", "Placement"), ("filters", "filters"), ("placement_claim", "claims in Placement"),
        ("conductor", "the conductor when its retries ran out"), ("compute_claim", "claims of computes"), ("network", "the network"),
        ("spawn", "the hypervisor"),
    ];

    /// <summary>The figures.</summary>
    public static IReadOnlyList<StudyMetric> All { get; } =
    [
        .. Stages.Select(stage => new StudyMetric($"refusals.{stage.Stage}", $"servers refused by {stage.Words}", MetricUnit.Count,
            $"has {{0}} servers refused by {stage.Words}", Fewer, run => run.Refused(stage.Stage))),
        new("migrations.count", "moves of servers", MetricUnit.Count, "begins {0} moves of servers", Fewer, run => run.Moves.Count),
        new("migrations.failed", "moves that failed", MetricUnit.Count, "has {0} moves that fail", Fewer, run => run.Moves.Count(HasFailed)),
        new("migrations.failed.ratio", "share of moves that failed", MetricUnit.Share, "fails {0} moves", Fewer,
            run => run.Moves.Count == 0 ? null : (double)run.Moves.Count(HasFailed) / run.Moves.Count),
        Live("live_migrations.count", "live migrations", "begins {0} live migrations", _ => true),
        Live("live_migrations.completed", "live migrations that arrived", "has {0} live migrations that arrive",
            move => move.Status == MigrationStatus.Completed.ToName()),
        Live("live_migrations.cancelled", "live migrations given up", "gives up {0} live migrations",
            move => move.Status == MigrationStatus.Cancelled.ToName()),
        Live("live_migrations.failed", "live migrations refused or broken", "has {0} live migrations refused or broken", HasFailed),
        Time("live_migrations.seconds.p50", "transfer of live migrations, median", "takes {0} time for the median live migration",
            move => move.TotalS, 0.5),
        Time("live_migrations.seconds.p95", "transfer of live migrations, 95th percentile",
            "takes {0} time for live migrations at the 95th percentile", move => move.TotalS, 0.95),
        Time("live_migrations.downtime_seconds.p50", "downtime of guests, median", "stops the median guest for {0} time",
            move => move.DowntimeMs / 1000, 0.5),
        Time("live_migrations.downtime_seconds.p95", "downtime of guests, 95th percentile",
            "stops guests at the 95th percentile for {0} time", move => move.DowntimeMs / 1000, 0.95),
        Time("live_migrations.downtime_seconds.max", "longest downtime of a guest", "stops the worst guest for {0} time",
            move => move.DowntimeMs / 1000, 1),
        new("drains.count", "hosts to empty", MetricUnit.Count, "has {0} hosts to empty", Fewer, run => run.Drains.Count),
        new("drains.unfinished", "hosts that did not empty", MetricUnit.Count, "leaves {0} hosts that do not empty", Fewer,
            run => run.Drains.Count(double.IsInfinity)),
        Drain("drains.seconds.p50", "time to empty a host, median", "takes {0} time to empty the median host", 0.5),
        Drain("drains.seconds.p95", "time to empty a host, 95th percentile", "takes {0} time to empty hosts at the 95th percentile", 0.95),
        Drain("drains.seconds.max", "longest time to empty a host", "takes {0} time to empty the slowest host", 1),
    ];

    private static bool HasFailed(MigrationRow move) => Failures.Contains(move.Status);

    private static StudyMetric Live(string name, string label, string effect, Func<MigrationRow, bool> counts) =>
        new(name, label, MetricUnit.Count, effect, Fewer, run => run.Moves.Count(move => IsLive(move) && counts(move)));

    private static bool IsLive(MigrationRow move) => move.Type == MigrationType.LiveMigration.ToName();

    // Of guests that arrived, as in summary.json.
    private static StudyMetric Time(string name, string label, string effect, Func<MigrationRow, double?> read, double share) =>
        new(name, label, MetricUnit.Seconds, effect, Less, run => Quantile(
            [.. run.Moves.Where(move => IsLive(move) && move.Status == MigrationStatus.Completed.ToName()).Select(read).OfType<double>()], share));

    private static StudyMetric Drain(string name, string label, string effect, double share) =>
        new(name, label, MetricUnit.Seconds, effect, Less, run => Quantile(run.Drains, share));

    /// <summary>The least value that so large a share of all values does not exceed; null when there are none.</summary>
    private static double? Quantile(IReadOnlyList<double> values, double share) => values.Count == 0
        ? null
        : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling((share * values.Count) - 1e-9) - 1));
}
