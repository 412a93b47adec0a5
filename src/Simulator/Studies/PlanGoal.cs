namespace Simulator.Studies;

/// <summary>One row of a plan's objective. Immutable.</summary>
/// <param name="Text">As written.</param>
/// <param name="Metric">The metric.</param>
/// <param name="IsUpper">Whether the metric may be at most the limit; else at least.</param>
/// <param name="Limit">The limit.</param>
public sealed record PlanGoal(string Text, string Metric, bool IsUpper, double Limit)
{
    /// <summary>Whether it is about the worst that happens, and so must hold in every run.</summary>
    public bool IsWorst => StudyMetrics.IsWorst(Metric);

    /// <summary>Whether a value keeps the limit.</summary>
    public bool IsMetBy(double value) => IsUpper ? value <= Limit : value >= Limit;
}
