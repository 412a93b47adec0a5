namespace Model.Scheduling;

/// <summary>What the scheduler needs to know of a port.</summary>
/// <param name="Network">Its network.</param>
/// <param name="Subnet">The subnet of its first address, or null before it has one.</param>
/// <param name="VnicType">Its vNIC type, for example <c>normal</c>.</param>
public readonly record struct PortFacts(string Network, string? Subnet, string VnicType);
