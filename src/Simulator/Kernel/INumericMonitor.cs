namespace Simulator.Kernel;

/// <summary>A monitor of numbers.</summary>
public interface INumericMonitor : IMonitor
{
    /// <summary>Whether every observation is kept, which medians and percentiles need.</summary>
    bool Collect { get; }

    /// <summary>Smallest observation.</summary>
    double Min { get; }

    /// <summary>Largest observation.</summary>
    double Max { get; }

    /// <summary>Sum of the observations; for a time series the area under it.</summary>
    double Sum { get; }

    /// <summary>Mean observation; for a time series weighted with time.</summary>
    double Mean { get; }

    /// <summary>Standard deviation (of the whole population).</summary>
    double StdDev { get; }

    /// <summary>Latest observation.</summary>
    double Last { get; }

    /// <summary>The value below which a share of the observations (or of the time) lies.</summary>
    /// <param name="p">The share, 0 to 1.</param>
    double GetPercentile(double p);

    /// <summary>The 50 % percentile.</summary>
    double GetMedian();
}
