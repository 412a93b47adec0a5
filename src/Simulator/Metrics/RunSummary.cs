using System.Text.Json.Serialization;

namespace Simulator.Metrics;

/// <summary>Totals of a run: the content of <c>summary.json</c>. Immutable.</summary>
public sealed record RunSummary
{
    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Seed of all random streams.</summary>
    public required long Seed { get; init; }

    /// <summary>Nova release whose rules held.</summary>
    public required string Release { get; init; }

    /// <summary>Simulated seconds.</summary>
    public required double SimulatedS { get; init; }

    /// <summary>Whether the run was interrupted before the scenario's end.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Compute hosts.</summary>
    public required int Hosts { get; init; }

    /// <summary>Servers asked for.</summary>
    public required int Requested { get; init; }

    /// <summary>Servers that became active at some time.</summary>
    public required int Started { get; init; }

    /// <summary>Servers active at the end.</summary>
    public required int Active { get; init; }

    /// <summary>Servers that ended in ERROR.</summary>
    public required int Failed { get; init; }

    /// <summary>Servers deleted by their users.</summary>
    public required int Deleted { get; init; }

    /// <summary>Servers still being built at the end.</summary>
    public required int Building { get; init; }

    /// <summary>Failed ÷ requested, 0–1.</summary>
    public required double FailedShare { get; init; }

    /// <summary>Times a server was sent on to another host after a compute refused it.</summary>
    public required int Reschedules { get; init; }

    /// <summary>Decisions overtaken by others, and what came of them.</summary>
    public RaceCounts Races { get; init; } = new(0, 0, 0, 0);

    /// <summary>Failed servers by cause, most frequent first.</summary>
    public required IReadOnlyList<ReasonCount> Failures { get; init; }

    /// <summary>Moves by kind and outcome, most frequent first.</summary>
    public IReadOnlyList<MigrationCount> Migrations { get; init; } = [];

    /// <summary>Use by resource.</summary>
    public required IReadOnlyList<ResourceUse> Utilization { get; init; }

    /// <summary>Hosts without a guest.</summary>
    public HostCount EmptyHosts { get; init; } = new(0, 0, 0);

    /// <summary>Free things that the flavors that want them cannot have, weighted by the flavor mix, by cause.</summary>
    public IReadOnlyList<StrandedSum> Stranded { get; init; } = [];

    /// <summary>Request to ACTIVE.</summary>
    public required Quantiles BootSeconds { get; init; }

    /// <summary>Live migrations and what their guests felt.</summary>
    public LiveMigrationFigures LiveMigrations { get; init; } = LiveMigrationFigures.None;

    /// <summary>Cold migrations and resizes whose guests ran, and how long these stood still.</summary>
    public ColdMoveFigures ColdMoves { get; init; } = ColdMoveFigures.None;

    /// <summary>What failures did to servers.</summary>
    public OutageFigures Outages { get; init; } = OutageFigures.None;

    /// <summary>What slow and missing services and lost messages did; null, and left out, where none can be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServiceFaultFigures? ServiceFaults { get; init; }

    /// <summary>What failures of devices did; null, and left out, where no device can fail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeviceFaultFigures? DeviceFaults { get; init; }

    /// <summary>One-time-use devices between their servers.</summary>
    public CleaningFigures Cleaning { get; init; } = CleaningFigures.None;

    /// <summary>Campaigns in the order of the scenario.</summary>
    public IReadOnlyList<CampaignFigures> Campaigns { get; init; } = [];

    /// <summary>Kernel events processed.</summary>
    public required long Events { get; init; }

    /// <summary>Scheduling decisions made.</summary>
    public required long Decisions { get; init; }

}
