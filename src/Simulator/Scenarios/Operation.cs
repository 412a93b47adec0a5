using Model.Configuration;
using Model.Diagnostics;

namespace Simulator.Scenarios;

/// <summary>A timed action of an operator or user. Immutable.</summary>
/// <param name="At">When, from the scenario's start.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">The server, host or resource provider it acts on.</param>
/// <param name="Amount">For <see cref="OperationKind.Reserve"/>: the new reserved amount, at least 0.</param>
/// <param name="Position">Where the target is written.</param>
public sealed record Operation(TimeSpan At, OperationKind Kind, string Target, int Amount = 0, SourcePosition Position = default)
{
    /// <summary>The target of a restart of the scheduler alone.</summary>
    public const string SchedulerOnly = "scheduler";

    /// <summary>For moves: the host to go to; null for the scheduler's choice.</summary>
    public string? Host { get; init; }

    /// <summary>For <see cref="OperationKind.Resize"/>: the new flavor.</summary>
    public string? Flavor { get; init; }

    /// <summary>For <see cref="OperationKind.Rebuild"/>: the image; null for the server's own.</summary>
    public string? Image { get; init; }

    /// <summary>For attaching and detaching: the port, by name or SERVER/N.</summary>
    public string? Port { get; init; }

    /// <summary>For <see cref="OperationKind.StopHost"/>: whether the service is declared down at once.</summary>
    public bool ForcedDown { get; init; }

    /// <summary>For <see cref="OperationKind.RestartHost"/>: how long the service is stopped, at least 0.</summary>
    public TimeSpan Downtime { get; init; }

    /// <summary>For starts and restarts of hosts: the host from then on; null when nothing changes.</summary>
    public HostDefinition? Changed { get; init; }

    /// <summary>For <see cref="OperationKind.RestartControllers"/>: their options from then on; null elsewhere.</summary>
    public NovaOptions? Controller { get; init; }

    /// <summary>What goes wrong on the way.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];
}
