using System.Globalization;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>Says in words what a comparison shows, and what it does not.</summary>
internal static class EffectWords
{
    // Shorter times are told in milliseconds.
    private const double MillisecondsBelow = 0.1;

    /// <summary>
    /// How many differences are shown of whom; then a sentence or two for every variant, those with a difference first: the differences that are
    /// shown, then the metrics without one.
    /// </summary>
    public static IReadOnlyList<string> Of(StudyResult result) =>
        [Counts(result), .. Variants(result).Select(all => string.Join(' ', OfVariant(all)))];

    /// <summary>The comparisons of each variant, those with a difference first.</summary>
    public static Comparison[][] Variants(StudyResult result) =>
    [
        .. result.Study.Variants.Where(variant => variant.Name != result.Study.Baseline)
            .Select(variant => result.Comparisons.Where(one => one.Variant == variant.Name).ToArray())
            .OrderBy(comparisons => comparisons.Any(one => one.IsShown) ? 0 : 1),
    ];

    /// <summary>How many differences are shown of whom.</summary>
    public static string Counts(StudyResult result)
    {
        Comparison[][] variants = Variants(result);
        string[] counts = [.. variants.Select(all => $"{all.Count(one => one.IsShown)} with {all[0].Variant}")];
        string metrics = Reports.Verdict.Count(result.Study.Metrics.Count, "metric", "metrics");
        return $"Of {metrics}, differences from {result.Study.Baseline} are shown in {Join(counts)}.";
    }

    /// <summary>What one comparison shows: a part of a sentence without its subject.</summary>
    public static string Of(Comparison one)
    {
        if (one.PValue is null)
        {
            return $"{one.Metric.Label}: {Untested(one)}";
        }

        if (!one.IsShown)
        {
            return $"no difference shown in {one.Metric.Label}";
        }

        double difference = one.Pairs.Difference.Mean;
        string direction = difference < 0 ? one.Metric.Less : "more";
        if (one.Pairs.Difference.Deviation == 0)
        {
            return Fill(one, $"{Amount(Math.Abs(difference), one.Metric.Unit, isDifference: true)} {direction}") + " (the same in every replication)";
        }

        string level = Percent(one.Confidence, "0.#");
        Interval? range = one.Pairs.RelativeAt(one.Confidence) is { } sure && (sure.Low > 0 || sure.High < 0) ? sure : null;
        if (range is { Low: > 1 } factor)
        {
            string many = one.Metric.Less == "fewer" ? "as many" : "as much";
            return Fill(one, $"{Digits(1 + one.Pairs.Relative)} times {many}")
                + $" ({level} CI {Digits(1 + factor.Low)}–{Digits(1 + factor.High)})";
        }

        if (range is { } relative && Math.Abs(one.Pairs.Relative) < 10)
        {
            return Fill(one, $"{Percent(Math.Abs(one.Pairs.Relative))} {direction}") + $" ({level} CI {Range(relative)})";
        }

        Interval interval = one.Interval!.Value;
        string amount = Amount(Math.Abs(difference), one.Metric.Unit, isDifference: true);
        return Fill(one, $"{amount} {direction}") + $" ({level} CI {Range(interval, one.Metric.Unit)})";
    }

    /// <summary>A value with its unit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="isDifference">Whether it is a difference: of shares in percentage points.</param>
    public static string Amount(double value, MetricUnit unit, bool isDifference = false) => unit switch
    {
        _ when double.IsNaN(value) => "–",
        _ when double.IsInfinity(value) => "not over",
        MetricUnit.Share => isDifference ? Digits(value * 100) + " percentage points" : Digits(value * 100) + "%",
        MetricUnit.Seconds when Math.Abs(value) is > 0 and < MillisecondsBelow => Digits(value * 1000) + " ms",
        MetricUnit.Seconds => Digits(value) + " s",
        _ => Digits(value),
    };

    /// <summary>A number with about three digits that matter.</summary>
    public static string Digits(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.001 => value.ToString("0.000", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0e0", CultureInfo.InvariantCulture),
    };

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share, string? format = null) =>
        (share * 100).ToString(format ?? (Math.Abs(share) < 0.095 ? "0.0" : "0"), CultureInfo.InvariantCulture) + "%";

    /// <summary>The sentences about a variant: the first tells the differences that are shown, if there are any.</summary>
    public static IReadOnlyList<string> OfVariant(Comparison[] comparisons)
    {
        string variant = comparisons[0].Variant;
        string baseline = comparisons[0].Baseline;
        List<Comparison> shown = [.. comparisons.Where(one => one.IsShown)];
        List<Comparison> equal = [.. comparisons.Where(one => one.PValue is not null && !one.IsShown)];
        List<Comparison> untested = [.. comparisons.Where(one => one.PValue is null)];
        List<string> sentences = [];
        if (shown.Count > 0)
        {
            sentences.Add($"Compared with {baseline}, {variant} {Join([.. shown.Select(Of)])}.");
        }
        else if (equal.Count > 0 && equal.All(one => one.Pairs.Difference is { Mean: 0, Deviation: 0 }))
        {
            sentences.Add($"In every replication {variant} gives the very figures of {baseline}: "
                + $"{Join([.. equal.Select(one => one.Metric.Label)])}.");
        }
        else if (equal.Count > 0)
        {
            const int listed = 4;
            sentences.Add($"Between {variant} and {baseline} no difference is shown in any metric that was compared"
                + (equal.Count > listed ? "." : $": {Join([.. equal.Select(one => one.Metric.Label)])}."));
        }

        if (shown.Count > 0 && equal.Count > 0)
        {
            sentences.Add($"No difference shown in {Join([.. equal.Select(one => one.Metric.Label)])}.");
        }

        if (untested.Count > 1 && untested.Count == comparisons.Length && untested.All(one => one.Pairs.Difference.Count == 0))
        {
            return [$"{variant}: nothing to compare, no replication of it and of {baseline} is there."];
        }

        sentences.AddRange(untested.Select(one => $"{variant}, {one.Metric.Label}: {Untested(one)}."));
        return sentences;
    }

    private static string Untested(Comparison one) => one.Pairs.Difference.Count switch
    {
        0 => "nothing to compare, no replication has this figure",
        _ => "one replication only, which tells nothing about chance",
    };

    private static string Fill(Comparison one, string amount) => one.Metric.Effect.Replace("{0}", amount, StringComparison.Ordinal);

    private static string Range(Interval relative)
    {
        double near = Math.Min(Math.Abs(relative.Low), Math.Abs(relative.High));
        double far = Math.Max(Math.Abs(relative.Low), Math.Abs(relative.High));
        string format = far < 0.095 ? "0.0" : "0";
        return $"{(near * 100).ToString(format, CultureInfo.InvariantCulture)}–{Percent(far, format)}";
    }

    private static string Range(Interval interval, MetricUnit unit)
    {
        double near = Math.Min(Math.Abs(interval.Low), Math.Abs(interval.High));
        double far = Math.Max(Math.Abs(interval.Low), Math.Abs(interval.High));
        double factor = unit switch { MetricUnit.Share => 100, MetricUnit.Seconds when far < MillisecondsBelow => 1000, _ => 1 };
        string first = Digits(near * factor);
        return $"{first}–{Amount(far, unit, isDifference: true)}";
    }

    private static string Join(string[] parts)
    {
        // Names with a comma in them need a stronger mark between them.
        bool isPlain = parts.Length < 2 || !Array.Exists(parts, part => part.Contains(", ", StringComparison.Ordinal));
        string start = string.Join(isPlain ? ", " : "; ", parts.Take(parts.Length - 1));
        return parts.Length == 1 ? parts[0] : start + (isPlain ? " and " : "; and ") + parts[^1];
    }
}
