namespace Simulator.Metrics;

/// <summary>What a consumer holds of one resource class of one provider. Immutable.</summary>
/// <param name="Consumer">Name of the server, or SERVER/N for its N-th move.</param>
/// <param name="Provider">Name of the resource provider.</param>
/// <param name="ResourceClass">Resource class.</param>
/// <param name="Used">Units, at least 1.</param>
public sealed record AllocationRow(string Consumer, string Provider, string ResourceClass, long Used);
