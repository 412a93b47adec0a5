namespace Simulator.Metrics;

/// <summary>What slow and missing services and lost messages did. Immutable.</summary>
/// <param name="PlacementAwaySeconds">Time in which nobody reached Placement.</param>
/// <param name="PlacementWritesLost">Claims, moves and deletes of allocations that were given up.</param>
/// <param name="SlowSeconds">Time in which some latency was longer than usual.</param>
/// <param name="MessagesLost">Messages to compute services and to the scheduler that were lost.</param>
/// <param name="PointsFailed">Times a place in a flow broke by chance.</param>
public sealed record ServiceFaultFigures(
    double PlacementAwaySeconds, int PlacementWritesLost, double SlowSeconds, int MessagesLost, int PointsFailed);
