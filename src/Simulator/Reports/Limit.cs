using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>How long a resource of the whole cloud was as good as used up.</summary>
/// <param name="Resource">Resource class or device type, as recorded.</param>
/// <param name="Share">Share of the run's time in intervals whose mean use was at least <see cref="Full"/>, 0–1.</param>
/// <param name="First">Start of the first such interval, or null when there was none.</param>
/// <param name="Longest">Length of the longest unbroken stretch of such intervals.</param>
public sealed record Limit(string Resource, double Share, TimeSpan? First, TimeSpan Longest)
{
    /// <summary>The share of a resource's capacity from which it counts as used up.</summary>
    public const double Full = 0.95;

    /// <summary>One row a resource, longest used up first, then by name.</summary>
    public static IReadOnlyList<Limit> Of(RunResult result) =>
    [
        .. result.Series.Where(series => series.Metric == "utilization")
            .Select(series => Measure(series, result))
            .OrderByDescending(limit => limit.Share)
            .ThenBy(limit => limit.Resource, StringComparer.Ordinal),
    ];

    private static Limit Measure(Series series, RunResult result)
    {
        TimeSpan end = TimeSpan.FromSeconds(result.Summary.SimulatedS);
        TimeSpan? first = null;
        TimeSpan total = TimeSpan.Zero;
        TimeSpan stretch = TimeSpan.Zero;
        TimeSpan longest = TimeSpan.Zero;
        for (int index = 0; index < series.Values.Count; index++)
        {
            TimeSpan start = result.Intervals.StartOf(index);
            TimeSpan next = result.Intervals.StartOf(index + 1);
            TimeSpan length = (next < end ? next : end) - start;
            bool isFull = series.Values[index] >= Full && length > TimeSpan.Zero;
            stretch = isFull ? stretch + length : TimeSpan.Zero;
            total += isFull ? length : TimeSpan.Zero;
            first ??= isFull ? start : null;
            longest = stretch > longest ? stretch : longest;
        }

        return new Limit(series.Label, end == TimeSpan.Zero ? 0 : total / end, first, longest);
    }
}
