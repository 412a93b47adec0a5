namespace Simulator.Studies;

/// <summary>When one replication of the growing load first misses the objective. Immutable.</summary>
/// <param name="Number">Number of the replication, from 0.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Periods">The first period in which it does; null = not within the horizon.</param>
internal sealed record Exhaustion(int Number, long Seed, int? Periods);
