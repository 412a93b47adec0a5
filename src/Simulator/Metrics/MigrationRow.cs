using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>migrations.csv</c>: a move of a server.</summary>
[CsvRecord]
public sealed partial record MigrationRow
{
    /// <summary>Server name.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary><c>migration</c>, <c>resize</c>, <c>live-migration</c> or <c>evacuation</c>.</summary>
    [CsvColumn("type")]
    public required string Type { get; init; }

    /// <summary>Nova's status.</summary>
    [CsvColumn("status")]
    public required string Status { get; init; }

    /// <summary>The host it leaves.</summary>
    [CsvColumn("source")]
    public required string Source { get; init; }

    /// <summary>The host it goes to, or empty.</summary>
    [CsvColumn("destination")]
    public required string Destination { get; init; }

    /// <summary>The flavor before.</summary>
    [CsvColumn("old_flavor")]
    public required string OldFlavor { get; init; }

    /// <summary>The flavor after.</summary>
    [CsvColumn("new_flavor")]
    public required string NewFlavor { get; init; }

    /// <summary>When it was recorded, in seconds.</summary>
    [CsvColumn("began_s")]
    public required double BeganS { get; init; }

    /// <summary>When it was over, in seconds, or null.</summary>
    [CsvColumn("ended_s")]
    public required double? EndedS { get; init; }

    /// <summary>How long a live migration's transfer took, in seconds; null where there was none or its physics is not modelled.</summary>
    [CsvColumn("transfer_s")]
    public double? TransferS { get; init; }

    /// <summary>How long the guest of a live migration stood still, in seconds; null as for the transfer.</summary>
    [CsvColumn("downtime_s")]
    public double? DowntimeS { get; init; }

    /// <summary>Why it failed: exception and message; empty when it did not.</summary>
    [CsvColumn("cause")]
    public required string Cause { get; init; }
}
