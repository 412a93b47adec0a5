namespace Simulator.Metrics;

/// <summary>Use of one resource over the run, as shares of its capacity, 0–1 (more than 1 when over-committed). Immutable.</summary>
/// <param name="Resource">Resource class, or <c>vendor:product</c> of PCI devices that are not in Placement.</param>
/// <param name="Capacity">Units that could be given out at the end.</param>
/// <param name="Mean">Time-weighted mean.</param>
/// <param name="P95">95 % of the reported intervals have at most this mean.</param>
/// <param name="Max">Largest share that lasted for any time.</param>
/// <param name="End">Share at the end.</param>
public sealed record ResourceUse(string Resource, double Capacity, double Mean, double P95, double Max, double End);
