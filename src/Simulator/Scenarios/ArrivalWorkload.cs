using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>Servers that arrive as a random process. Immutable.</summary>
public sealed record ArrivalWorkload
{
    /// <summary>Name, unique among the workloads: the prefix of its servers' names and of its random streams.</summary>
    public required string Name { get; init; }

    /// <summary>Time between arrivals.</summary>
    public required Distribution Interarrival { get; init; }

    /// <summary>The flavors to draw from.</summary>
    public required IReadOnlyList<FlavorShare> Flavors { get; init; }

    /// <summary>How long a server lives from the moment it is active; null = for ever.</summary>
    public Distribution? Lifetime { get; init; }

    /// <summary>Image of every server, or null for the default image.</summary>
    public string? Image { get; init; }

    /// <summary>Project of every server.</summary>
    public string Project { get; init; } = "default";

    /// <summary>Network interfaces of every server; its ports have no names.</summary>
    public NetworkWish Networks { get; init; } = NetworkWish.None;

    /// <summary>The first arrival comes one interarrival time after this instant.</summary>
    public TimeSpan From { get; init; } = TimeSpan.Zero;

    /// <summary>No arrival at or after this instant; null = the scenario's end.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>At most this many arrivals; null = no limit.</summary>
    public int? Limit { get; init; }
}
