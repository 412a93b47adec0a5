namespace Simulator.Studies;

/// <summary>What is kept of one finished run of a study. Immutable.</summary>
/// <param name="Key">Digest of everything the run depends on.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Number">Number of the replication, from 0.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="SuggestedWarmupS">Warm-up that MSER-5 suggests by the number of active servers, in seconds; null when it suggests none.</param>
/// <param name="Metrics">The run's figures in a fixed order; null where the run has none.</param>
public sealed record Replication(
    string Key,
    string Variant,
    int Number,
    long Seed,
    double? SuggestedWarmupS,
    IReadOnlyList<KeyValuePair<string, double?>> Metrics)
{
    /// <summary>A figure; null when the run has none of that name.</summary>
    public double? Value(string metric) => Metrics.FirstOrDefault(pair => pair.Key == metric).Value;
}
