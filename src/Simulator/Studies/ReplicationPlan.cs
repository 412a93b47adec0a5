using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>What turns a scenario into its n-th replication, the same for all variants (common random numbers). Immutable.</summary>
/// <param name="Seed">Seed of the first replication; those of the others are derived from it.</param>
/// <param name="Warmup">Start of the run that is left out of all metrics; 0 = nothing.</param>
/// <param name="Resample">Workloads whose servers are drawn anew.</param>
public sealed record ReplicationPlan(long Seed, TimeSpan Warmup, IReadOnlyList<Resampling> Resample)
{
    /// <summary>The seed of a replication, 0 or more: <c>run --seed</c> with it gives the same run unless servers are drawn anew.</summary>
    /// <param name="number">Number of the replication, from 0.</param>
    public long SeedOf(int number) => new RandomStreams(Seed).Replication(number).Seed & long.MaxValue;

    /// <summary>A replication of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="number">Number of the replication, from 0.</param>
    public Scenario Replicate(Scenario scenario, int number) =>
        Resample.Aggregate(scenario with { Seed = SeedOf(number) }, (drawn, rule) => rule.Apply(drawn));
}
