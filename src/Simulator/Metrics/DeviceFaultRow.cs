using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>device-faults.csv</c>: a failure of a PCI device. Immutable.</summary>
[CsvRecord]
public sealed partial record DeviceFaultRow
{
    /// <summary>When it failed, in seconds from the start.</summary>
    [CsvColumn("time_s")]
    public required double TimeS { get; init; }

    /// <summary>When it was back, in seconds from the start; empty for not before the end.</summary>
    [CsvColumn("back_s")]
    public required double? BackS { get; init; }

    /// <summary>The host.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>Address of the function that failed; the first one of a whole card.</summary>
    [CsvColumn("device")]
    public required string Device { get; init; }

    /// <summary>Its vendor and device id.</summary>
    [CsvColumn("ids")]
    public required string Ids { get; init; }

    /// <summary><c>vanishes</c> or <c>stays</c>.</summary>
    [CsvColumn("effect")]
    public required string Effect { get; init; }

    /// <summary>Functions that failed with it, itself and its VFs included.</summary>
    [CsvColumn("functions")]
    public required int Functions { get; init; }

    /// <summary>Servers that had one of them when it failed, or were given a broken one later; separated by blanks.</summary>
    [CsvColumn("servers")]
    public required string Servers { get; init; }

    /// <summary>Ids and address of what came in its place; empty for the same.</summary>
    [CsvColumn("replacement")]
    public required string Replacement { get; init; }

    /// <summary>Why nova-compute refused to start again, or empty.</summary>
    [CsvColumn("refusal")]
    public required string Refusal { get; init; }
}
