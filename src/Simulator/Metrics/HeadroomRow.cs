using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>headroom.csv</c>: how many more servers of a flavor fit, were no other to come.</summary>
[CsvRecord]
public sealed partial record HeadroomRow
{
    /// <summary>When it was counted, in seconds since the scenario's start.</summary>
    [CsvColumn("time_s")]
    public required double TimeS { get; init; }

    /// <summary>Host aggregate; empty for the whole cloud.</summary>
    [CsvColumn("aggregate")]
    public required string Aggregate { get; init; }

    /// <summary>Flavor; with the workload's name where a flavor is asked for in several ways.</summary>
    [CsvColumn("flavor")]
    public required string Flavor { get; init; }

    /// <summary>Servers that fit.</summary>
    [CsvColumn("fits")]
    public required int Fits { get; init; }

    /// <summary>Hosts that take at least one.</summary>
    [CsvColumn("hosts")]
    public required int Hosts { get; init; }

    /// <summary>What the next server would lack on most hosts.</summary>
    [CsvColumn("limit")]
    public required string Limit { get; init; }
}
