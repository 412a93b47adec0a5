using CsvHelper;

namespace Simulator.Studies;

/// <summary>One row of a study's <c>runs.csv</c>: one figure of one run.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Replication">Number of the replication, from 1.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">Its value; empty where the run has none.</param>
[CsvRecord]
public sealed partial record RunRow(
    [property: CsvColumn("variant")] string Variant,
    [property: CsvColumn("replication")] int Replication,
    [property: CsvColumn("seed")] long Seed,
    [property: CsvColumn("metric")] string Metric,
    [property: CsvColumn("value")] double? Value);
