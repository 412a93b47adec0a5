namespace Simulator.Studies;

/// <summary>How the load grows. Immutable.</summary>
/// <param name="Rate">Growth in a period: 0.03 is 3 %; above 0.</param>
/// <param name="Period">Length of a period.</param>
/// <param name="Horizon">Periods to look ahead, 1 or more.</param>
/// <param name="Start">Date at which the load is the scenario's, or null.</param>
public sealed record PlanGrowth(double Rate, TimeSpan Period, int Horizon, DateOnly? Start)
{
    /// <summary>Load after so many periods, as a multiple of the scenario's.</summary>
    public double LoadAfter(int periods) => Math.Pow(1 + Rate, periods);

    /// <summary>The date after so many periods; null without a start, and beyond the calendar.</summary>
    public DateOnly? DateAfter(int periods)
    {
        double days = Period.TotalDays * periods;
        return Start is { } start && days < DateOnly.MaxValue.DayNumber - start.DayNumber ? start.AddDays((int)Math.Round(days)) : null;
    }
}
