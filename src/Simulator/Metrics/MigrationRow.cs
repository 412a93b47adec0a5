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

    /// <summary>
    /// How long the hypervisor worked on a live migration, in seconds; null for other moves, and where the scenario has no network of migrations.
    /// </summary>
    [CsvColumn("total_s")]
    public required double? TotalS { get; init; }

    /// <summary>
    /// How long the guest stood still, in milliseconds: the pauses of a live migration, or from the power-off of a cold one until the guest runs
    /// on the destination; null where it is not known or the guest did not run.
    /// </summary>
    [CsvColumn("downtime_ms")]
    public required double? DowntimeMs { get; init; }

    /// <summary>
    /// How long a live migration left the guest without its interfaces that are VFs or PFs, in milliseconds: from the first one's unplugging until
    /// all were plugged again; null where it has none.
    /// </summary>
    [CsvColumn("unplugged_ms")]
    public required double? UnpluggedMs { get; init; }

    /// <summary>What a live migration sent, in bytes, also for nothing; null as with <c>total_s</c>.</summary>
    [CsvColumn("bytes_moved")]
    public required long? BytesMoved { get; init; }

    /// <summary>The parts of a live migration's transfer: rounds of pre-copy, the switch-over and post-copy; null as with <c>total_s</c>.</summary>
    [CsvColumn("rounds")]
    public required int? Rounds { get; init; }

    /// <summary>Why it failed: exception and message; empty when it did not.</summary>
    [CsvColumn("cause")]
    public required string Cause { get; init; }
}
