namespace Simulator.Metrics;

/// <summary>How often a decision was overtaken by another: the field <c>races</c> of <c>summary.json</c>.</summary>
/// <param name="PlacementClaimsRefused">
/// Claims that Placement refused although its candidates and the scheduler's view allowed them; the conductor's claims on alternates count.
/// </param>
/// <param name="ComputeClaimsRefused">Claims that a compute service refused although Placement had granted them.</param>
/// <param name="Reschedules">Times a server was sent on to another host after the first one failed.</param>
/// <param name="RetriesExhausted">Servers in ERROR because no alternate or no attempt was left.</param>
public sealed record RaceCounts(int PlacementClaimsRefused, int ComputeClaimsRefused, int Reschedules, int RetriesExhausted);
