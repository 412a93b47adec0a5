namespace Simulator.Scenarios;

/// <summary>A server that somebody asks for at a known instant: a row of a trace or an explicit request. Immutable.</summary>
public sealed record ServerRequest
{
    /// <summary>Server name, unique in the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>When the API receives it, from the scenario's start.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Flavor name.</summary>
    public required string Flavor { get; init; }

    /// <summary>Image name, or null for the default image.</summary>
    public string? Image { get; init; }

    /// <summary>Project.</summary>
    public string Project { get; init; } = "default";

    /// <summary>How long it lives from the moment it is active; null = for ever.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Only this host, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The only host to consider, with all filters (the API's <c>host</c>); null for any.</summary>
    public string? Destination { get; init; }

    /// <summary>Availability zone, or null for any.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>Server group name, or null.</summary>
    public string? Group { get; init; }

    /// <summary>Network interfaces.</summary>
    public NetworkWish Networks { get; init; } = NetworkWish.None;

    /// <summary>What goes wrong while it is built.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];

    /// <summary>The workload it belongs to, for reports.</summary>
    public required string Workload { get; init; }
}
