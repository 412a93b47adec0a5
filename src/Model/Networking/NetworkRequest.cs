namespace Model.Networking;

/// <summary>One entry of a server's list of networks: an existing port, or a network on which Nova makes a port.</summary>
/// <param name="Port">The port; null when only a network was asked for.</param>
/// <param name="Network">The port's network, or the one asked for; null when nothing is known about it yet.</param>
public sealed record NetworkRequest(Port? Port, Network? Network);
