namespace Simulator.Metrics;

/// <summary>How often servers failed for one cause. Immutable.</summary>
/// <param name="Stage">Who refused.</param>
/// <param name="Reason">The cause.</param>
/// <param name="Count">Servers that ended in ERROR by it.</param>
public sealed record ReasonCount(string Stage, string Reason, int Count);
