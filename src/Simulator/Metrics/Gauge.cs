namespace Simulator.Metrics;

/// <summary>
/// A quantity that holds its value until it is changed. Keeps the time-weighted mean of every interval, of the whole
/// run, and the largest value seen. Not safe for several threads.
/// </summary>
public sealed class Gauge
{
    private readonly Intervals _intervals;
    private readonly List<double> _means = [];
    private long _sinceTicks;
    private double _value;
    private double _intervalArea;
    private double _totalArea;

    internal Gauge(string metric, string label, Intervals intervals)
    {
        Metric = metric;
        Label = label;
        _intervals = intervals;
    }

    /// <summary>Metric name, for example <c>utilization</c>.</summary>
    public string Metric { get; }

    /// <summary>What it is of, for example a resource class; empty when there is only one.</summary>
    public string Label { get; }

    /// <summary>The value now.</summary>
    public double Value => _value;

    /// <summary>The largest value that lasted for any time.</summary>
    public double Max { get; private set; }

    /// <summary>Time-weighted mean of each closed interval.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>Changes the value at an instant that is not before the previous change.</summary>
    public void Set(TimeSpan now, double value)
    {
        Advance(now.Ticks);
        _value = value;
    }

    /// <summary>Adds to the value.</summary>
    public void Add(TimeSpan now, double difference) => Set(now, _value + difference);

    /// <summary>Closes the last interval at the end of the run.</summary>
    public void Close(TimeSpan end)
    {
        Advance(end.Ticks);
        long open = end.Ticks - _intervals.StartOf(_means.Count).Ticks;
        if (open > 0)
        {
            _means.Add(_intervalArea / open);
            _intervalArea = 0;
        }
    }

    /// <summary>Time-weighted mean from the start until the last change or close; 0 for an empty run.</summary>
    public double Mean => _sinceTicks == 0 ? 0 : _totalArea / _sinceTicks;

    private void Advance(long ticks)
    {
        if (ticks < _sinceTicks)
        {
            throw new InvalidOperationException($"gauge {Metric}/{Label} was set in the past");
        }

        if (ticks > _sinceTicks && _value > Max)
        {
            Max = _value;
        }

        long length = _intervals.Length.Ticks;
        while (_sinceTicks < ticks)
        {
            long boundary = length * (_means.Count + 1);
            long until = Math.Min(boundary, ticks);
            double area = _value * (until - _sinceTicks);
            _intervalArea += area;
            _totalArea += area;
            _sinceTicks = until;
            if (until == boundary)
            {
                _means.Add(_intervalArea / length);
                _intervalArea = 0;
            }
        }
    }
}
