namespace Simulator.Expectations;

/// <summary>A metric of a baseline. Immutable.</summary>
/// <param name="Value">What the run had when the baseline was taken.</param>
/// <param name="Tolerance">
/// How far a run may be from it: a number from 0 up, or a percentage of the value, for example <c>2%</c>. Null or empty means 0.
/// </param>
internal sealed record BaselineMetric(double Value, string? Tolerance = null);
