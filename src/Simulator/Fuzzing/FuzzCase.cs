namespace Simulator.Fuzzing;

/// <summary>A drawn cloud with its load, its operations and its faults. Immutable; shrinking makes smaller copies.</summary>
internal sealed record FuzzCase
{
    /// <summary>Seed of the run, and number of the case.</summary>
    public required long Seed { get; init; }

    /// <summary>Release whose rules hold.</summary>
    public required string Release { get; init; }

    /// <summary>Whether the scheduler asks Placement for devices.</summary>
    public required bool Schedules { get; init; }

    /// <summary>Whether a resize may stay on its host.</summary>
    public bool ResizesToSameHost { get; init; }

    /// <summary>Seconds after which a shelved server is taken off its host; negative for never.</summary>
    public int OffloadsAfter { get; init; }

    /// <summary>Seconds after which a cold move is confirmed by Nova itself; 0 for never.</summary>
    public int ConfirmsAfter { get; init; }

    /// <summary>The scheduler's workers.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Seconds between two readings of the hosts by such a worker; 0 for one with every request.</summary>
    public int ViewAge { get; init; }

    /// <summary>Whether the first host is in an availability zone of its own.</summary>
    public bool HasZone { get; init; }

    /// <summary>Policy of the group that some servers belong to.</summary>
    public string GroupPolicy { get; init; } = "anti-affinity";

    /// <summary>Whether more servers come at random.</summary>
    public bool HasArrivals { get; init; }

    /// <summary>Simulated seconds.</summary>
    public required int Duration { get; init; }

    /// <summary>The hosts.</summary>
    public required IReadOnlyList<FuzzHost> Hosts { get; init; }

    /// <summary>Neutron ports.</summary>
    public IReadOnlyList<FuzzPort> Ports { get; init; } = [];

    /// <summary>The servers.</summary>
    public required IReadOnlyList<FuzzServer> Servers { get; init; }

    /// <summary>The operations in order of time.</summary>
    public required IReadOnlyList<FuzzStep> Steps { get; init; }

    /// <summary>More sections of the scenario (see <see cref="FuzzSections"/>): faults by chance, campaigns, the physics of migrations.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];
}
