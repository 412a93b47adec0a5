namespace Simulator.Flows;

/// <summary>How far a run has come.</summary>
/// <param name="Now">Simulated time.</param>
/// <param name="Duration">Simulated time at the end.</param>
/// <param name="Events">Kernel events processed.</param>
/// <param name="Active">Servers active now.</param>
/// <param name="Failed">Servers refused so far.</param>
public readonly record struct RunProgress(TimeSpan Now, TimeSpan Duration, long Events, int Active, int Failed);
