using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>A server that a drawn case asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When, in seconds from the start.</param>
/// <param name="Flavor">Its flavor.</param>
internal sealed record FuzzServer(string Name, int At, string Flavor)
{
    /// <summary>Names of its ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Seconds from when it is active until it is deleted; null for ever.</summary>
    public int? Lifetime { get; init; }

    /// <summary>Whether it belongs to the group whose members are on different hosts.</summary>
    public bool IsApart { get; init; }

    /// <summary>What goes wrong while it is built.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];
}
