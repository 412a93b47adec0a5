namespace Simulator.Metrics;

/// <summary>How many hosts were in some state. Immutable.</summary>
/// <param name="Mean">Time-weighted mean.</param>
/// <param name="Min">Least that lasted for a reported interval, on average over it.</param>
/// <param name="End">At the end.</param>
public sealed record HostCount(double Mean, double Min, int End);
