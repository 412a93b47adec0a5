using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>What a guest does to its memory. Each guest draws once. Immutable.</summary>
/// <param name="DirtyRate">Bytes per second that it writes.</param>
/// <param name="WorkingSet">The most that is dirty at once, in bytes; null for all of its memory.</param>
/// <param name="UsedMemory">Share of the flavor's memory that holds data, above 0 and up to 1.</param>
public sealed record GuestActivity(Distribution DirtyRate, Distribution? WorkingSet, double UsedMemory)
{
    /// <summary>Assumptions: no general figures exist. A median of 20 MiB/s, one guest in forty above 140 MiB/s.</summary>
    public static GuestActivity Default { get; } =
        new(new LogNormalDistribution(20 * 1048576.0, 1), new LogNormalDistribution(512 * 1048576.0, 1), 1);
}
