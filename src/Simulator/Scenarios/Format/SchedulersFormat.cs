using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The value of <c>schedulers:</c> of the controller.</summary>
internal static class SchedulersFormat
{
    public static readonly KeySet Keys = new("scheduler pool", "The scheduler's workers.");

    private static readonly TypedKey<int> Count = Keys.Optional(
        "count", Kinds.Whole(1, 1000), "Workers, each serving one request at a time; 1 unless given.");

    private static readonly TypedKey<TimeSpan> ViewAge = Keys.Optional(
        "view-age", Kinds.Duration, "Time between two readings of the hosts by a worker; 0, every request reads them, unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<SchedulerPool> Kind = new ObjectKind<SchedulerPool>(
        Keys,
        reader => new SchedulerPool(
            reader.Get(Count, SchedulerPool.Default.Count), reader.Get(ViewAge, SchedulerPool.Default.ViewAge)));
}
