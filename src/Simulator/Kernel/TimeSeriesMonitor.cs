namespace Simulator.Kernel;

/// <summary>Time-weighted statistics of a level; with collection also percentiles and a histogram.</summary>
public sealed class TimeSeriesMonitor : ITimeSeriesMonitor
{
    private readonly Simulation environment;
    private readonly List<WeightedValue>? levels;
    private long since;
    private double area;
    private double mean;
    private double squares;
    private double total;
    private bool active = true;

    /// <summary>Creates an active monitor with level 0.</summary>
    /// <param name="env">The simulation.</param>
    /// <param name="name">Name in summaries.</param>
    /// <param name="collect">Whether to keep every level and its duration.</param>
    public TimeSeriesMonitor(Simulation env, string? name = null, bool collect = false)
        : this(env, 0, name, collect)
    {
    }

    /// <summary>Creates an active monitor.</summary>
    /// <param name="env">The simulation.</param>
    /// <param name="initial">The level to start from.</param>
    /// <param name="name">Name in summaries.</param>
    /// <param name="collect">Whether to keep every level and its duration.</param>
    public TimeSeriesMonitor(Simulation env, double initial, string? name = null, bool collect = false)
    {
        ArgumentNullException.ThrowIfNull(env);
        environment = env;
        Name = name ?? "";
        Collect = collect;
        levels = collect ? [] : null;
        Reset(initial);
    }

    /// <inheritdoc/>
    public event EventHandler? Updated;

    /// <inheritdoc/>
    public bool Collect { get; }

    /// <inheritdoc/>
    public bool Active
    {
        get => active;
        set
        {
            Advance();
            since = environment.NowTicks;
            active = value;
        }
    }

    /// <inheritdoc/>
    public string Name { get; set; }

    /// <summary>Observed time in steps.</summary>
    public double TotalTimeD
    {
        get
        {
            Advance();
            return total;
        }
    }

    /// <summary>Observed time.</summary>
    public TimeSpan TotalTime => environment.ToTimeSpan(TotalTimeD);

    /// <inheritdoc/>
    public double Min { get; private set; }

    /// <inheritdoc/>
    public double Max { get; private set; }

    /// <summary>Level times steps.</summary>
    public double Area
    {
        get
        {
            Advance();
            return area;
        }
    }

    /// <inheritdoc/>
    public double Mean
    {
        get
        {
            Advance();
            return total > 0 ? mean : Current;
        }
    }

    /// <summary>Variance over time.</summary>
    public double Variance
    {
        get
        {
            Advance();
            return total > 0 ? squares / total : 0;
        }
    }

    /// <inheritdoc/>
    public double StdDev => Math.Sqrt(Variance);

    /// <summary>The level now.</summary>
    public double Current { get; private set; }

    double INumericMonitor.Sum => Area;

    double INumericMonitor.Last => Current;

    /// <inheritdoc/>
    public void Increase(double value = 1) => UpdateTo(Current + value);

    /// <inheritdoc/>
    public void Decrease(double value = 1) => UpdateTo(Current - value);

    /// <inheritdoc/>
    public void UpdateTo(double value)
    {
        if (!Active)
        {
            Current = value;
            return;
        }

        Advance();
        Current = value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Updated?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Forgets the past and keeps the level.</summary>
    public void Reset() => Reset(Current);

    /// <summary>Forgets the past and sets the level.</summary>
    public void Reset(double initial)
    {
        Current = Min = Max = initial;
        area = mean = squares = total = 0;
        since = environment.NowTicks;
        levels?.Clear();
    }

    /// <inheritdoc/>
    public double GetMedian() => GetPercentile(0.5);

    /// <inheritdoc/>
    public double GetPercentile(double p)
    {
        Advance();
        return levels is null ? double.NaN : MonitorText.Percentile(levels, p);
    }

    /// <inheritdoc/>
    public string Summarize() => Summarize(true);

    /// <summary>The statistics as text.</summary>
    /// <param name="withHistogram">Whether to draw a histogram (needs collection).</param>
    /// <param name="maxBins">Most bins of the histogram.</param>
    /// <param name="histMin">Where the histogram starts; the minimum if null.</param>
    /// <param name="binWidth">Width of a bin; the range divided by the bins if null.</param>
    public string Summarize(bool withHistogram = true, int maxBins = 20, double? histMin = null, double? binWidth = null)
    {
        Advance();
        return new MonitorText(this, "Time", total, levels).Write(withHistogram, maxBins, histMin, binWidth);
    }

    // Accounts for the time since the last look, in which the level was constant.
    private void Advance()
    {
        long now = environment.NowTicks;
        if (!active || now == since)
        {
            return;
        }

        double duration = environment.ToDouble(new TimeSpan(now - since));
        since = now;
        levels?.Add(new WeightedValue(Current, duration));
        total += duration;
        area += Current * duration;
        double before = mean;
        mean += duration / total * (Current - before);
        squares += duration * (Current - before) * (Current - mean);
    }
}
