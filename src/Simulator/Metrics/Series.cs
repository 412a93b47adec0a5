namespace Simulator.Metrics;

/// <summary>A finished time series: one value an interval. Immutable.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Label">What it is of, or empty.</param>
/// <param name="Values">Time-weighted means (gauges) or counts (counters).</param>
public sealed record Series(string Metric, string Label, IReadOnlyList<double> Values);
