using CsvHelper;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>One row of a study's <c>comparison.csv</c>: one metric of one variant against the baseline. Cells without a value are empty.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Baseline">Name of the variant it is compared with.</param>
/// <param name="Pairs">Replications that both have.</param>
/// <param name="BaselineMean">Mean of the baseline over these.</param>
/// <param name="VariantMean">Mean of the variant over these.</param>
/// <param name="Difference">Mean of variant minus baseline.</param>
/// <param name="Low">Lower end of the difference's interval by itself.</param>
/// <param name="High">Its upper end.</param>
/// <param name="PValue">p value of the paired t test.</param>
/// <param name="HolmPValue">The same corrected for all rows (Holm).</param>
/// <param name="HolmLow">Lower end of the interval at the level at which Holm's procedure tests the row.</param>
/// <param name="HolmHigh">Its upper end.</param>
/// <param name="Relative">Difference ÷ baseline mean.</param>
/// <param name="RelativeLow">Lower end of its interval (Fieller).</param>
/// <param name="RelativeHigh">Its upper end.</param>
/// <param name="IsShown">Whether a difference is shown after correction.</param>
[CsvRecord]
public sealed partial record ComparisonRow(
    [property: CsvColumn("metric")] string Metric,
    [property: CsvColumn("variant")] string Variant,
    [property: CsvColumn("baseline")] string Baseline,
    [property: CsvColumn("pairs")] int Pairs,
    [property: CsvColumn("baseline_mean")] double? BaselineMean,
    [property: CsvColumn("variant_mean")] double? VariantMean,
    [property: CsvColumn("difference")] double? Difference,
    [property: CsvColumn("low")] double? Low,
    [property: CsvColumn("high")] double? High,
    [property: CsvColumn("p")] double? PValue,
    [property: CsvColumn("p_holm")] double? HolmPValue,
    [property: CsvColumn("holm_low")] double? HolmLow,
    [property: CsvColumn("holm_high")] double? HolmHigh,
    [property: CsvColumn("relative")] double? Relative,
    [property: CsvColumn("relative_low")] double? RelativeLow,
    [property: CsvColumn("relative_high")] double? RelativeHigh,
    [property: CsvColumn("shown")] bool IsShown)
{
    /// <summary>The row of a comparison.</summary>
    internal static ComparisonRow Of(Comparison one)
    {
        Interval? relative = one.Pairs.RelativeAt(one.Confidence);
        return new ComparisonRow(
            one.Metric.Name,
            one.Variant,
            one.Baseline,
            one.Pairs.Difference.Count,
            Known(one.Pairs.Baseline.Mean),
            Known(one.Pairs.Variant.Mean),
            Known(one.Pairs.Difference.Mean),
            one.Interval?.Low,
            one.Interval?.High,
            one.PValue,
            one.HolmPValue,
            one.HolmInterval?.Low,
            one.HolmInterval?.High,
            Known(one.Pairs.Relative),
            relative?.Low,
            relative?.High,
            one.IsShown);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
