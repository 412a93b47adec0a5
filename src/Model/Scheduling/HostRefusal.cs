namespace Model.Scheduling;

/// <summary>Why a host was refused.</summary>
/// <param name="Filter">The filter's name; empty where the request itself names other hosts.</param>
/// <param name="Host">The host.</param>
/// <param name="Node">The node.</param>
/// <param name="Reason">A sentence for a person.</param>
public readonly record struct HostRefusal(string Filter, string Host, string Node, string Reason);
