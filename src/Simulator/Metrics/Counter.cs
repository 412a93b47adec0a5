namespace Simulator.Metrics;

/// <summary>Counts things that happen, per interval and in total. Not safe for several threads.</summary>
public sealed class Counter
{
    private readonly Intervals _intervals;
    private readonly List<long> _counts = [];

    internal Counter(string metric, string label, Intervals intervals)
    {
        Metric = metric;
        Label = label;
        _intervals = intervals;
    }

    /// <summary>Metric name, for example <c>failures</c>.</summary>
    public string Metric { get; }

    /// <summary>What it is of; empty when there is only one.</summary>
    public string Label { get; }

    /// <summary>All that was counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts of each interval so far.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Counts one more.</summary>
    public void Add(TimeSpan now)
    {
        int index = _intervals.IndexOf(now);
        while (_counts.Count <= index)
        {
            _counts.Add(0);
        }

        _counts[index]++;
        Total++;
    }

    /// <summary>Fills up with zeros so that every interval of the run has a count.</summary>
    public void Close(int intervalCount)
    {
        while (_counts.Count < intervalCount)
        {
            _counts.Add(0);
        }
    }
}
