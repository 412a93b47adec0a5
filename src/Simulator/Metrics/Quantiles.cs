namespace Simulator.Metrics;

/// <summary>Quantiles of a duration in seconds; null where nothing was measured. Immutable.</summary>
public sealed record Quantiles(long Count, double? P50, double? P95, double? P99, double? Max)
{
    /// <summary>Reads them off a collection.</summary>
    public static Quantiles Of(Durations durations) => new(
        durations.Count,
        durations.QuantileSeconds(0.5),
        durations.QuantileSeconds(0.95),
        durations.QuantileSeconds(0.99),
        durations.QuantileSeconds(1));
}
