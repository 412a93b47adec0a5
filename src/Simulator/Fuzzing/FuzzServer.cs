using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>A server that a drawn case asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When, in seconds from the start.</param>
/// <param name="Flavor">Its flavor.</param>
internal sealed record FuzzServer(string Name, int At, string Flavor)
{
    /// <summary>Whether two of them are asked for at once, named by the name with -1 and -2.</summary>
    public bool IsTwin { get; init; }

    /// <summary>Name for operations: its own, or that of the first of two.</summary>
    public string Target => IsTwin ? Name + "-1" : Name;

    /// <summary>Its image; null for the first.</summary>
    public string? Image { get; init; }

    /// <summary>The key of the request that says where it shall go (host, destination or availability_zone); null for none.</summary>
    public string? PlaceKey { get; init; }

    /// <summary>With <see cref="PlaceKey"/>: where.</summary>
    public string? Place { get; init; }

    /// <summary>Whether Nova makes it an ordinary port.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>Names of its ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Seconds from when it is active until it is deleted; null for ever.</summary>
    public int? Lifetime { get; init; }

    /// <summary>Whether it belongs to the case's server group.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>What goes wrong while it is built.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];
}
