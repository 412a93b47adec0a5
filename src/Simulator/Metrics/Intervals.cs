namespace Simulator.Metrics;

/// <summary>The equal intervals that a run's time series are reported in.</summary>
/// <param name="Length">Length of an interval; above zero. The last one may be shorter.</param>
public readonly record struct Intervals(TimeSpan Length)
{
    /// <summary>The interval that holds an instant; its start belongs to it, its end to the next one.</summary>
    public int IndexOf(TimeSpan at) => checked((int)(at.Ticks / Length.Ticks));

    /// <summary>Where an interval starts.</summary>
    public TimeSpan StartOf(int index) => TimeSpan.FromTicks(Length.Ticks * index);
}
