namespace Simulator.Metrics;

/// <summary>What Placement holds of one inventory at the end of a run. Immutable.</summary>
/// <param name="Provider">Name of the resource provider.</param>
/// <param name="ResourceClass">Resource class.</param>
/// <param name="Total">Units that exist.</param>
/// <param name="Reserved">Units kept back.</param>
/// <param name="Used">Units allocated to consumers.</param>
public sealed record ProviderRow(string Provider, string ResourceClass, int Total, int Reserved, long Used);
