namespace Simulator.Metrics;

/// <summary>
/// Holds every gauge and counter of a run. They are created on first use and reported in ordinal order of
/// (metric, label), so the order in which a run meets them does not show.
/// </summary>
/// <param name="intervals">The intervals of the time series.</param>
public sealed class Recorder(Intervals intervals)
{
    private readonly Dictionary<(string Metric, string Label), Gauge> _gauges = [];
    private readonly Dictionary<(string Metric, string Label), Counter> _counters = [];

    /// <summary>The intervals of the time series.</summary>
    public Intervals Intervals => intervals;

    /// <summary>The gauge of that name; a new one was 0 since the start.</summary>
    public Gauge Gauge(string metric, string label = "")
    {
        if (!_gauges.TryGetValue((metric, label), out Gauge? gauge))
        {
            gauge = new Gauge(metric, label, intervals);
            _gauges.Add((metric, label), gauge);
        }

        return gauge;
    }

    /// <summary>The counter of that name.</summary>
    public Counter Counter(string metric, string label = "")
    {
        if (!_counters.TryGetValue((metric, label), out Counter? counter))
        {
            counter = new Counter(metric, label, intervals);
            _counters.Add((metric, label), counter);
        }

        return counter;
    }

    /// <summary>All gauges, in order of metric and label.</summary>
    public IReadOnlyList<Gauge> Gauges() => [.. _gauges.Values
        .OrderBy(gauge => gauge.Metric, StringComparer.Ordinal).ThenBy(gauge => gauge.Label, StringComparer.Ordinal)];

    /// <summary>All counters, in order of metric and label.</summary>
    public IReadOnlyList<Counter> Counters() => [.. _counters.Values
        .OrderBy(counter => counter.Metric, StringComparer.Ordinal).ThenBy(counter => counter.Label, StringComparer.Ordinal)];

    /// <summary>Closes all series at the end of the run.</summary>
    public void Close(TimeSpan end)
    {
        int count = (int)((end.Ticks + intervals.Length.Ticks - 1) / intervals.Length.Ticks);
        foreach (Gauge gauge in Gauges())
        {
            gauge.Close(end);
        }

        foreach (Counter counter in Counters())
        {
            counter.Close(count);
        }
    }
}
