using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>Times in which services are slow. Immutable; either windows or times between failures are given.</summary>
/// <param name="Latencies">Names of the latencies (see <see cref="TimingCatalog"/>).</param>
/// <param name="Factor">How many times as long as usual they take, drawn for each stretch.</param>
/// <param name="Windows">When; empty when it comes by chance.</param>
/// <param name="Times">How often, and for how long; null when the windows are given.</param>
public sealed record Slowdown(
    IReadOnlyList<string> Latencies, Distribution Factor, IReadOnlyList<TimeWindow> Windows, FaultDefinition? Times);
