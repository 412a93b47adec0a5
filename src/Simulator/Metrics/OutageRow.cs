using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>outages.csv</c>: a failure of a host, a rack or the Placement service.</summary>
[CsvRecord]
public sealed partial record OutageRow
{
    /// <summary><c>host</c>, <c>rack</c> or <c>placement</c>.</summary>
    [CsvColumn("kind")]
    public required string Kind { get; init; }

    /// <summary>What failed.</summary>
    [CsvColumn("name")]
    public required string Name { get; init; }

    /// <summary>When it failed, in seconds from the start.</summary>
    [CsvColumn("time_s")]
    public required double TimeS { get; init; }

    /// <summary>When it was repaired, in seconds from the start; null for not before the end.</summary>
    [CsvColumn("back_s")]
    public double? BackS { get; set; }

    /// <summary>Hosts that went down with it; those that were down already do not count.</summary>
    [CsvColumn("hosts")]
    public int Hosts { get; set; }

    /// <summary>Running servers that went down with it.</summary>
    [CsvColumn("servers")]
    public int Servers { get; set; }

    /// <summary>Of these, servers that ran again, here or elsewhere.</summary>
    [CsvColumn("ran_again")]
    public int RanAgain { get; set; }

    /// <summary>When the last of them ran again, in seconds from the start; null for none.</summary>
    [CsvColumn("last_ran_s")]
    public double? LastRanS { get; set; }
}
