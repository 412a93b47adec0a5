namespace Simulator.Reports;

/// <summary>The unit in which a plot's time axis is labelled: hours for short runs, days for long ones.</summary>
/// <param name="Unit">Name of the unit.</param>
/// <param name="Seconds">Its length in seconds.</param>
public readonly record struct TimeAxis(string Unit, double Seconds)
{
    /// <summary>Chooses the unit for a run of that length.</summary>
    public static TimeAxis For(TimeSpan duration) => duration.TotalHours switch
    {
        <= 2 => new TimeAxis("minutes", 60),
        <= 72 => new TimeAxis("hours", 3600),
        _ => new TimeAxis("days", 86_400),
    };
}
