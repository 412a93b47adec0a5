namespace Model.Servers;

/// <summary>A PCI device of a server, as the database knows it. Immutable.</summary>
/// <param name="Host">The host it is in.</param>
/// <param name="Address">Its address there.</param>
/// <param name="RequestId">The request that took it, or null.</param>
public sealed record InstanceDevice(string Host, string Address, string? RequestId);
