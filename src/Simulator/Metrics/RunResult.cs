using Simulator.Scenarios;

namespace Simulator.Metrics;

/// <summary>Everything a run found out: what result files and reports are made from. Immutable by convention.</summary>
public sealed record RunResult
{
    /// <summary>The scenario that was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Totals.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>Servers in the order in which they were asked for.</summary>
    public required IReadOnlyList<ServerRecord> Servers { get; init; }

    /// <summary>Refusals in the order of time.</summary>
    public required IReadOnlyList<FailureRecord> Failures { get; init; }

    /// <summary>Hosts in order of name.</summary>
    public required IReadOnlyList<HostRow> Hosts { get; init; }

    /// <summary>Tracked PCI devices in order of host and address.</summary>
    public required IReadOnlyList<DeviceRow> Devices { get; init; }

    /// <summary>Neutron ports: named ones, then those of servers in the order in which these were asked for.</summary>
    public IReadOnlyList<PortRow> Ports { get; init; } = [];

    /// <summary>Hosts of campaigns, in the order of the campaigns and of their work.</summary>
    public IReadOnlyList<CampaignRow> Campaigns { get; init; } = [];

    /// <summary>Failures of devices in order of time; null where no device can fail.</summary>
    public IReadOnlyList<DeviceFaultRow>? DeviceFaults { get; init; }

    /// <summary>Failures of hosts, racks and Placement in order of time; null where none of them can fail.</summary>
    public IReadOnlyList<OutageRow>? Outages { get; init; }

    /// <summary>Inventories in Placement in order of host; the host's own first, then those below it.</summary>
    public IReadOnlyList<ProviderRow> Providers { get; init; } = [];

    /// <summary>The scenario's operations in order of time.</summary>
    public IReadOnlyList<OperationRow> Operations { get; init; } = [];

    /// <summary>Moves of servers in the order in which they began.</summary>
    public IReadOnlyList<MigrationRow> Migrations { get; init; } = [];

    /// <summary>Traits and allocations; not looked at when the scenario expects nothing.</summary>
    public PlacementAccounts Accounts { get; init; } = PlacementAccounts.None;

    /// <summary>What was so at the instants that expectations ask for.</summary>
    public IReadOnlyDictionary<TimeSpan, RunResult> Snapshots { get; init; } = new Dictionary<TimeSpan, RunResult>();

    /// <summary>NUMA nodes in order of host and node.</summary>
    public IReadOnlyList<NumaRow> NumaNodes { get; init; } = [];

    /// <summary>Use of resources: the whole cloud, then by aggregate.</summary>
    public IReadOnlyList<UsageRow> Usage { get; init; } = [];

    /// <summary>How many more servers fit: at each instant by flavor, then by aggregate.</summary>
    public IReadOnlyList<HeadroomRow> Headroom { get; init; } = [];

    /// <summary>What Nova left behind, in the order in which it was seen.</summary>
    public IReadOnlyList<LeakRow> Leaks { get; init; } = [];

    /// <summary>Time series in order of metric and label.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>The intervals of <see cref="Series"/>.</summary>
    public required Intervals Intervals { get; init; }

    /// <summary>Decision traces as JSON lines, or null when they were not asked for.</summary>
    public IReadOnlyList<string>? Decisions { get; init; }
}
