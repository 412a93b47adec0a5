namespace Model.Scheduling;

/// <summary>A network interface that was asked for: by port, by network, or by neither.</summary>
/// <param name="Port">The port's id, or null.</param>
/// <param name="Network">The network's id, or null.</param>
public readonly record struct RequestedNetwork(string? Port, string? Network);
