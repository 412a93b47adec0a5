namespace Simulator.Metrics;

/// <summary>What was stranded of one kind by one cause over a run. Immutable.</summary>
/// <param name="Kind">A device's <c>vendor:product</c>, or a resource class of CPUs.</param>
/// <param name="Cause">The cause's name, see <see cref="StrandingCauses"/>.</param>
/// <param name="Mean">Time-weighted mean number.</param>
/// <param name="Max">Largest number counted.</param>
/// <param name="End">Number at the end.</param>
public sealed record StrandedSum(string Kind, string Cause, double Mean, double Max, double End);
