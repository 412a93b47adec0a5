namespace Model.Scheduling;

/// <summary>How many hosts a filter saw and how many it left: the shape of Nova's own log line.</summary>
/// <param name="Filter">The filter's name.</param>
/// <param name="Before">Hosts before.</param>
/// <param name="After">Hosts left.</param>
public readonly record struct FilterCount(string Filter, int Before, int After);
