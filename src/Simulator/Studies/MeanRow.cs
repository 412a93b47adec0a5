using CsvHelper;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>One row of a study's <c>means.csv</c>: one metric of one variant.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Replications">Replications that have the figure.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Low">Lower end of the mean's interval.</param>
/// <param name="High">Its upper end.</param>
[CsvRecord]
public sealed partial record MeanRow(
    [property: CsvColumn("metric")] string Metric,
    [property: CsvColumn("variant")] string Variant,
    [property: CsvColumn("replications")] int Replications,
    [property: CsvColumn("mean")] double? Mean,
    [property: CsvColumn("deviation")] double? Deviation,
    [property: CsvColumn("low")] double? Low,
    [property: CsvColumn("high")] double? High)
{
    /// <summary>The row of some values.</summary>
    internal static MeanRow Of(string metric, string variant, IReadOnlyList<double> values, double confidence)
    {
        Sample sample = Sample.Of(values);
        Interval? interval = sample.IntervalAt(confidence);
        return new MeanRow(
            metric, variant, sample.Count, sample.Count == 0 ? null : sample.Mean, sample.HasInterval ? sample.Deviation : null,
            interval?.Low, interval?.High);
    }
}
