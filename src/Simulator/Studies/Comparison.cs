using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>One metric of one variant against the baseline. Immutable.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Baseline">The variant it is compared with.</param>
/// <param name="Pairs">The paired runs.</param>
/// <param name="Confidence">Confidence of <paramref name="Interval"/> alone, and of all decisions together.</param>
/// <param name="Interval">Interval of the difference by itself; null below two pairs.</param>
/// <param name="HolmInterval">Interval of the difference at the level at which Holm's procedure tests it.</param>
/// <param name="PValue">p value of the paired test; null below two pairs.</param>
/// <param name="HolmPValue">The same corrected for all comparisons of the study.</param>
internal sealed record Comparison(
    StudyMetric Metric,
    string Variant,
    string Baseline,
    PairedDifference Pairs,
    double Confidence,
    Interval? Interval,
    Interval? HolmInterval,
    double? PValue,
    double? HolmPValue)
{
    /// <summary>Whether a difference is shown, after correction.</summary>
    public bool IsShown => HolmPValue <= 1 - Confidence;

    /// <summary>Compares every metric of every variant with the baseline.</summary>
    public static IReadOnlyList<Comparison> All(StudyResult result)
    {
        Study study = result.Study;
        List<Comparison> all = [];
        foreach (StudyMetric metric in study.Metrics.Select(name => StudyMetrics.Find(name)!))
        {
            foreach (StudyVariant variant in study.Variants.Where(variant => variant.Name != study.Baseline))
            {
                PairedDifference pairs = StudyResult.Pair(result.Replications, study.Baseline, variant.Name, metric.Name);
                all.Add(new Comparison(
                    metric, variant.Name, study.Baseline, pairs, study.Confidence,
                    pairs.Difference.IntervalAt(study.Confidence), null, pairs.Difference.PValue, null));
            }
        }

        return Correct(all, 1 - study.Confidence);
    }

    // A comparison without a test, for want of pairs, is no member of the family.
    private static List<Comparison> Correct(List<Comparison> all, double alpha)
    {
        List<int> tested = [.. Enumerable.Range(0, all.Count).Where(index => all[index].PValue is not null)];
        double[] values = [.. tested.Select(index => all[index].PValue!.Value)];
        IReadOnlyList<double> adjusted = Holm.Adjust(values);
        IReadOnlyList<double> levels = Holm.Levels(values, alpha);
        for (int index = 0; index < tested.Count; index++)
        {
            Comparison one = all[tested[index]];
            all[tested[index]] = one with
            {
                HolmPValue = adjusted[index],
                HolmInterval = one.Pairs.Difference.IntervalAt(1 - levels[index]),
            };
        }

        return all;
    }
}
