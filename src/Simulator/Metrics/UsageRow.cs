using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>usage.csv</c>: how much of one resource the hosts of an aggregate had in use.</summary>
[CsvRecord]
public sealed partial record UsageRow
{
    /// <summary>Host aggregate; empty for the whole cloud.</summary>
    [CsvColumn("aggregate")]
    public required string Aggregate { get; init; }

    /// <summary><c>vcpus</c>, <c>memory_mib</c>, <c>dedicated_cpus</c>, <c>disk_gib</c>, or a device's <c>vendor:product type</c>.</summary>
    [CsvColumn("resource")]
    public required string Resource { get; init; }

    /// <summary>What can be given out at the end.</summary>
    [CsvColumn("capacity")]
    public required double Capacity { get; init; }

    /// <summary>Time-weighted mean in use.</summary>
    [CsvColumn("used_mean")]
    public required double UsedMean { get; init; }

    /// <summary>In use at the end.</summary>
    [CsvColumn("used_end")]
    public required double UsedEnd { get; init; }

    /// <summary>Mean ÷ capacity, 0–1.</summary>
    [CsvColumn("share_mean")]
    public required double ShareMean { get; init; }
}
