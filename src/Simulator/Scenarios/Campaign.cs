using Model.Configuration;
using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>Something operators do to many hosts, one after another. Immutable.</summary>
public sealed record Campaign
{
    /// <summary>Name, unique in the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>What is done.</summary>
    public required CampaignKind Kind { get; init; }

    /// <summary>Earliest start.</summary>
    public TimeSpan At { get; init; }

    /// <summary>The campaign that must be over before this one starts, or null.</summary>
    public string? After { get; init; }

    /// <summary>The hosts in the order of the work.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Hosts worked on at once.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Servers of a host that are moved at once.</summary>
    public int MovesAtOnce { get; init; } = 2;

    /// <summary>Whether servers that cannot migrate live are migrated cold.</summary>
    public bool MovesCold { get; init; } = true;

    /// <summary>How long after a cold migration it is confirmed.</summary>
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the move of a server is tried.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Time between two attempts.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the work on an empty host takes, its restart included; or the restart of its service.</summary>
    public Distribution Work { get; init; } = new ConstantDistribution(0);

    /// <summary>Configuration with which compute services come back, by host; hosts that are not there keep theirs.</summary>
    public IReadOnlyDictionary<string, NovaOptions> Configurations { get; init; } = new Dictionary<string, NovaOptions>();

    /// <summary>The controllers' new configuration, or null.</summary>
    public NovaOptions? Controller { get; init; }
}
