namespace Simulator.Kernel;

/// <summary>Mean, variance and extremes of single observations; with collection also percentiles and a histogram.</summary>
public sealed class SampleMonitor : ISampleMonitor
{
    private readonly List<WeightedValue>? samples;
    private double squares;
    private double mean;

    /// <summary>Creates an active monitor.</summary>
    /// <param name="name">Name in summaries.</param>
    /// <param name="collect">Whether to keep every observation.</param>
    public SampleMonitor(string? name = null, bool collect = false)
    {
        Name = name ?? "";
        Collect = collect;
        samples = collect ? [] : null;
        Active = true;
    }

    /// <inheritdoc/>
    public event EventHandler? Updated;

    /// <inheritdoc/>
    public bool Collect { get; }

    /// <inheritdoc/>
    public bool Active { get; set; }

    /// <inheritdoc/>
    public string Name { get; set; }

    /// <summary>Number of observations.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public double Min { get; private set; }

    /// <inheritdoc/>
    public double Max { get; private set; }

    /// <summary>Sum of the observations.</summary>
    public double Total { get; private set; }

    /// <inheritdoc/>
    public double Mean => mean;

    /// <summary>Variance (of the whole population).</summary>
    public double Variance => Count > 0 ? squares / Count : 0;

    /// <inheritdoc/>
    public double StdDev => Math.Sqrt(Variance);

    /// <inheritdoc/>
    public double Last { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<double> Samples => samples is null ? [] : samples.Select(sample => sample.Value);

    double INumericMonitor.Sum => Total;

    /// <inheritdoc/>
    public void Add(double value)
    {
        if (!Active)
        {
            return;
        }

        samples?.Add(new WeightedValue(value, 1));
        Count++;
        Total += value;
        Last = value;
        if (Count == 1)
        {
            Min = Max = mean = value;
        }
        else
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);

            // Welford: stable for long series of close values.
            double before = mean;
            mean += (value - before) / Count;
            squares += (value - before) * (value - mean);
        }

        Updated?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Forgets all observations.</summary>
    public void Reset()
    {
        Count = 0;
        Min = Max = Total = Last = mean = squares = 0;
        samples?.Clear();
    }

    /// <inheritdoc/>
    public double GetMedian() => GetPercentile(0.5);

    /// <inheritdoc/>
    public double GetPercentile(double p) => samples is null ? double.NaN : MonitorText.Percentile(samples, p);

    /// <inheritdoc/>
    public string Summarize() => Summarize(true);

    /// <summary>The statistics as text.</summary>
    /// <param name="withHistogram">Whether to draw a histogram (needs collection).</param>
    /// <param name="maxBins">Most bins of the histogram.</param>
    /// <param name="histMin">Where the histogram starts; the minimum if null.</param>
    /// <param name="binWidth">Width of a bin; the range divided by the bins if null.</param>
    public string Summarize(bool withHistogram = true, int maxBins = 20, double? histMin = null, double? binWidth = null) =>
        new MonitorText(this, "Count", Count, samples).Write(withHistogram, maxBins, histMin, binWidth);
}
