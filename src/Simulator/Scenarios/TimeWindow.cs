namespace Simulator.Scenarios;

/// <summary>A stretch of time in a scenario. Immutable.</summary>
/// <param name="At">Its start, from the scenario's start; at least 0.</param>
/// <param name="For">Its length; above 0.</param>
public sealed record TimeWindow(TimeSpan At, TimeSpan For);
