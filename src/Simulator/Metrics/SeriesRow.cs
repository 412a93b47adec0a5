using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>timeseries.csv</c>.</summary>
/// <param name="TimeS">Start of the interval, in seconds since the scenario's start.</param>
/// <param name="Metric">Metric name.</param>
/// <param name="Label">What it is of, or empty.</param>
/// <param name="Value">Time-weighted mean over the interval, or the count in it.</param>
[CsvRecord]
public sealed partial record SeriesRow(
    [property: CsvColumn("time_s")] double TimeS,
    [property: CsvColumn("metric")] string Metric,
    [property: CsvColumn("label")] string Label,
    [property: CsvColumn("value")] double Value);
