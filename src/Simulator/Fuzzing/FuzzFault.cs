using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>A place on a host at which everything breaks for some time.</summary>
/// <param name="Point">The place.</param>
/// <param name="Host">The host.</param>
/// <param name="From">Begin, in seconds from the start.</param>
/// <param name="Until">End, exclusive.</param>
internal sealed record FuzzFault(FaultPoint Point, string Host, int From, int Until);
