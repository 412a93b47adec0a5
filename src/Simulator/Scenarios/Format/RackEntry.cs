namespace Simulator.Scenarios.Format;

/// <summary>A failure domain as read.</summary>
/// <param name="Name">Name of the rack, or null when racks are counted.</param>
/// <param name="Size">Hosts in each counted rack.</param>
internal sealed record RackEntry(string? Name, int Size);
