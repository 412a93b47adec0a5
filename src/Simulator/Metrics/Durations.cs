using HdrHistogram;

namespace Simulator.Metrics;

/// <summary>Quantiles of durations, to three significant digits, from 1 ms to 1,000 days.</summary>
public sealed class Durations
{
    private const long MillisecondsMax = 1000L * 86_400 * 1000;

    private readonly LongHistogram _histogram = new(MillisecondsMax, 3);

    /// <summary>How many were added.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>Adds one; below 1 ms counts as 0, above the maximum as the maximum.</summary>
    public void Add(TimeSpan duration) =>
        _histogram.RecordValue(Math.Clamp((long)duration.TotalMilliseconds, 0, MillisecondsMax));

    /// <summary>The smallest value that at least that share (0–1) does not exceed, in seconds; null when empty.</summary>
    public double? QuantileSeconds(double share) =>
        Count == 0 ? null : _histogram.GetValueAtPercentile(share * 100) / 1000.0;
}
