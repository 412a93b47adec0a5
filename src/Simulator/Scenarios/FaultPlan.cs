namespace Simulator.Scenarios;

/// <summary>What breaks by chance in a scenario, and what operators do about it. Immutable.</summary>
public sealed record FaultPlan
{
    /// <summary>Nothing breaks.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Single hosts, or null.</summary>
    public FaultDefinition? Hosts { get; init; }

    /// <summary>Whole racks, or null.</summary>
    public FaultDefinition? Racks { get; init; }

    /// <summary>Whether messages, Placement or places in flows can fail.</summary>
    public bool HasServiceFaults =>
        Placement is not null || PlacementWindows.Count > 0 || Slowdowns.Count > 0 || LostMessages > 0 || Points.Count > 0;

    /// <summary>The Placement service, or null.</summary>
    public FaultDefinition? Placement { get; init; }

    /// <summary>Whether hosts, racks or Placement can fail.</summary>
    public bool BreaksServices => Hosts is not null || Racks is not null || Placement is not null || PlacementWindows.Count > 0;

    /// <summary>When nobody reaches Placement, as planned.</summary>
    public IReadOnlyList<TimeWindow> PlacementWindows { get; init; } = [];

    /// <summary>When services are slow.</summary>
    public IReadOnlyList<Slowdown> Slowdowns { get; init; } = [];

    /// <summary>Share of the messages to compute services and to the scheduler that are lost, 0–1.</summary>
    public double LostMessages { get; init; }

    /// <summary>Share of the times that a place in a flow breaks, 0–1; places that are not there never do.</summary>
    public IReadOnlyList<KeyValuePair<FaultPoint, double>> Points { get; init; } = [];

    /// <summary>Share of live migrations that break, 0–1.</summary>
    public double LiveMigrations { get; init; }

    /// <summary>Kinds of failures of PCI devices.</summary>
    public IReadOnlyList<DeviceFaultDefinition> Devices { get; init; } = [];

    /// <summary>What operators do about failed hosts; null to wait for the repair.</summary>
    public EvacuationPolicy? Evacuation { get; init; }
}
