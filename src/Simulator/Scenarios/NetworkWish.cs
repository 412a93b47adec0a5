namespace Simulator.Scenarios;

/// <summary>The network interfaces that a server asks for. Immutable.</summary>
/// <param name="Ports">Ports, in the order of the request.</param>
/// <param name="Networks">Names of networks on which Nova makes an ordinary port each.</param>
public sealed record NetworkWish(IReadOnlyList<PortDefinition> Ports, IReadOnlyList<string> Networks)
{
    /// <summary>No interface at all.</summary>
    public static NetworkWish None { get; } = new([], []);

    /// <summary>Name of a port that has none of its own: that of its server and its place among the server's ports, from 1.</summary>
    public static string NameOf(string server, int place) => FormattableString.Invariant($"{server}/{place}");
}
