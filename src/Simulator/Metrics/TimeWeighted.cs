namespace Simulator.Metrics;

/// <summary>The time-weighted mean of one number over a run, without intervals: small enough to have one a device.</summary>
public struct TimeWeighted
{
    private long _sinceTicks;
    private double _area;

    /// <summary>The value now.</summary>
    public double Value { get; private set; }

    /// <summary>Changes the value at an instant that is not before the previous change.</summary>
    public void Set(TimeSpan now, double value)
    {
        _area += Value * (now.Ticks - _sinceTicks);
        _sinceTicks = now.Ticks;
        Value = value;
    }

    /// <summary>Mean from the start until <paramref name="end"/>; 0 for an empty run.</summary>
    public readonly double MeanUntil(TimeSpan end) =>
        end.Ticks == 0 ? 0 : (_area + (Value * (end.Ticks - _sinceTicks))) / end.Ticks;
}
