namespace Simulator.Studies;

/// <summary>When a study has replications enough. Immutable.</summary>
/// <param name="Metric">The metric whose interval must become narrow.</param>
/// <param name="HalfWidth">Half of the width that the interval of every variant's difference may have at most; above 0.</param>
/// <param name="Max">Most replications.</param>
public sealed record StudyTarget(string Metric, double HalfWidth, int Max);
