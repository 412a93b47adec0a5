using System.Globalization;
using Simulator.Reports;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>Makes a study's <c>report.html</c>: one self-contained page that opens without a network.</summary>
internal static class StudyReport
{
    /// <summary>The page.</summary>
    public static string Make(StudyResult result, IReadOnlyList<Figure> figures)
    {
        Study study = result.Study;
        HtmlText page = HtmlReport.Open($"{study.Name}: comparison", study.Name, study.Description);
        page.Raw("<section class=\"verdict\" aria-label=\"Verdict\">");
        AppendVerdict(page, result);

        page.Raw("</section>");
        AppendMeans(page, result);
        AppendComparisons(page, result);
        HtmlReport.AppendFigures(page, figures);
        AppendVariants(page, result);
        AppendMethod(page, result);
        AppendRuns(page, result);
        string footer = string.Create(CultureInfo.InvariantCulture, $"Base scenario {Path.GetFileName(study.Base)}, first seed {study.Plan.Seed}. ")
            + "The same study gives this very page again, on any number of threads. All figures are in the CSV files beside it.";
        return HtmlReport.Close(page, footer);
    }

    // The same words as on the terminal; here every difference stands on a line of its own.
    private static void AppendVerdict(HtmlText page, StudyResult result)
    {
        if (result.Complete > 0)
        {
            page.Element("p", EffectWords.Counts(result));
        }

        foreach (Comparison[] variant in result.Complete > 0 ? EffectWords.Variants(result) : [])
        {
            IReadOnlyList<string> sentences = EffectWords.OfVariant(variant);
            Comparison[] shown = [.. variant.Where(one => one.IsShown)];
            if (shown.Length > 0)
            {
                page.Raw("<p>").Data($"Compared with {variant[0].Baseline}, ").Element("strong", variant[0].Variant).Raw("</p><ul>");
                foreach (Comparison one in shown)
                {
                    page.Element("li", EffectWords.Of(one));
                }

                page.Raw("</ul>");
                sentences = [.. sentences.Skip(1)];
            }

            if (sentences.Count > 0)
            {
                page.Element("p", string.Join(' ', sentences));
            }
        }

        foreach (string sentence in Further(result))
        {
            page.Element("p", sentence);
        }
    }

    /// <summary>What the study shows, most important first; the same sentences stand on the terminal.</summary>
    public static IReadOnlyList<string> Sentences(StudyResult result) =>
        [.. result.Complete > 0 ? EffectWords.Of(result) : [], .. Further(result)];

    private static List<string> Further(StudyResult result)
    {
        List<string> sentences = [];
        if (!result.IsComplete)
        {
            sentences.Add($"The study was interrupted after {Verdict.Count(result.Complete, "complete replication", "complete replications")}; "
                + "compare it again with the same folder to go on.");
        }

        sentences.AddRange(
            from metric in result.Study.Metrics
            from variant in result.Study.Variants
            let endless = result.Endless(variant.Name, metric)
            where endless > 0
            select $"{variant.Name}, {StudyMetrics.Find(metric)!.Label}: in {Verdict.Count(endless, "replication", "replications")} it was not over "
                + "when the run ended; these are in no mean and no difference.");
        if (result.Study.Until is { } target && result.IsComplete)
        {
            sentences.Add(Reached(result, target));
        }

        return sentences;
    }

    private static string Reached(StudyResult result, StudyTarget target)
    {
        StudyMetric metric = StudyMetrics.Find(target.Metric)!;
        double widest = result.Study.Variants.Where(variant => variant.Name != result.Study.Baseline)
            .Max(variant => StudyResult.Pair(result.Replications, result.Study.Baseline, variant.Name, target.Metric)
                .Difference.IntervalAt(result.Study.Confidence)?.HalfWidth ?? double.NaN);
        string wanted = EffectWords.Amount(target.HalfWidth, metric.Unit, isDifference: true);
        return widest <= target.HalfWidth
            ? $"After {result.Complete} replications every difference in {metric.Label} is known to ±{wanted} or better, as asked for."
            : $"After {result.Complete} replications, the most that was allowed, a difference in {metric.Label} is known only to "
                + $"±{EffectWords.Amount(widest, metric.Unit, isDifference: true)}; ±{wanted} was asked for.";
    }

    private static void AppendMeans(HtmlText page, StudyResult result)
    {
        Study study = result.Study;
        StudyMetric[] metrics = [.. study.Metrics.Select(name => StudyMetrics.Find(name)!)];
        string level = EffectWords.Percent(study.Confidence, "0.#");
        string caption = $"Mean over {result.Complete} replications of every variant, with its {level} interval";
        string[] variants = [.. study.Variants.Select(variant => variant.Name + (variant.Name == study.Baseline ? " (baseline)" : ""))];
        page.Raw("<h2 id=\"means\">Means</h2>");

        // The longer list goes down the page.
        _ = metrics.Length > variants.Length
            ? page.Table(caption, ["Metric", .. variants.Select(name => "#" + name)], metrics.Select(metric => (IReadOnlyList<HtmlCell>)
                [metric.Label, .. study.Variants.Select(variant => Mean(result, variant.Name, metric))]))
            : page.Table(caption, ["Variant", .. metrics.Select(metric => "#" + metric.Label)], study.Variants.Select((variant, index) =>
                (IReadOnlyList<HtmlCell>)[variants[index], .. metrics.Select(metric => Mean(result, variant.Name, metric))]));
    }

    private static HtmlCell Mean(StudyResult result, string variant, StudyMetric metric)
    {
        Sample sample = Sample.Of(result.Values(variant, metric.Name));
        string interval = sample.IntervalAt(result.Study.Confidence) is { } known
            ? $"{EffectWords.Amount(known.Low, metric.Unit)} to {EffectWords.Amount(known.High, metric.Unit)}"
            : "";
        return new HtmlCell(EffectWords.Amount(sample.Mean, metric.Unit), double.IsNaN(sample.Mean) ? -1 : sample.Mean, interval);
    }

    private static void AppendComparisons(HtmlText page, StudyResult result)
    {
        string level = EffectWords.Percent(result.Study.Confidence, "0.#");
        page.Raw("<h2 id=\"comparison\">Differences</h2>").Table(
            $"Each variant against {result.Study.Baseline}: paired differences, {level} intervals, p values corrected for "
                + Verdict.Count(result.Comparisons.Count, "comparison", "comparisons") + " (Holm)",
            ["Metric", "Variant", "#Difference", "#In percent", "#p", "#p corrected", "After correction"],
            result.Comparisons.Select(one => (IReadOnlyList<HtmlCell>)
            [
                new HtmlCell(one.Metric.Label, Code: one.Metric.Name),
                one.Variant,
                Difference(one),
                double.IsNaN(one.Pairs.Relative)
                    ? new HtmlCell("–", 0)
                    : new HtmlCell((one.Pairs.Relative > 0 ? "+" : "") + EffectWords.Percent(one.Pairs.Relative), one.Pairs.Relative),
                Probability(one.PValue),
                Probability(one.HolmPValue),
                one.PValue is null ? "not tested" : one.IsShown ? "difference shown" : "no difference shown",
            ]));
    }

    private static HtmlCell Difference(Comparison one)
    {
        double mean = one.Pairs.Difference.Mean;
        string interval = one.Interval is { } known ? $"{Signed(known.Low, one.Metric.Unit)} to {Signed(known.High, one.Metric.Unit)}" : "";
        return double.IsNaN(mean) ? new HtmlCell("–", 0) : new HtmlCell(Signed(mean, one.Metric.Unit), mean, interval);
    }

    private static string Signed(double value, MetricUnit unit) => (value > 0 ? "+" : "")
        + EffectWords.Digits(unit == MetricUnit.Share ? value * 100 : value)
        + unit switch { MetricUnit.Share => " pp", MetricUnit.Seconds => " s", _ => "" };

    private static HtmlCell Probability(double? value) => value switch
    {
        null => new HtmlCell("–", 2),
        < 0.0001 => new HtmlCell("< 0.0001", value),
        _ => new HtmlCell(value.Value.ToString("0.0000", CultureInfo.InvariantCulture), value),
    };

    private static void AppendVariants(HtmlText page, StudyResult result) =>
        page.Raw("<h2 id=\"variants\">Variants</h2>").Table(
            $"What each variant changes in {Path.GetFileName(result.Study.Base)}", ["Variant", "What it is", "Changes"],
            result.Study.Variants.Select(variant => (IReadOnlyList<HtmlCell>)
            [
                variant.Name,
                variant.Description,
                new HtmlCell("", Code: variant.Changes.Count == 0 ? "nothing: the base scenario as it is" : string.Join("; ", variant.Changes)),
            ]));

    private static void AppendMethod(HtmlText page, StudyResult result)
    {
        Study study = result.Study;
        string level = EffectWords.Percent(study.Confidence, "0.#");
        page.Raw("<h2 id=\"method\">Method</h2>");
        page.Element("p", "In each replication all variants run on equal random numbers: the same arrivals, lifetimes and latencies. "
            + $"Differences are taken pair by pair; intervals are Student's, at {level} each by itself. A difference counts as shown when the "
            + "paired test, corrected by Holm's procedure for all comparisons of this page, rejects that there is none. In the plots the thick "
            + $"line is the {level} interval, the thin one the interval at the level of that procedure; grey ones show no difference.");
        foreach (Resampling rule in study.Plan.Resample)
        {
            page.Element("p", $"Each replication draws the servers of {rule.Workload} anew, with replacement, from those of its trace "
                + $"({EffectWords.Percent(rule.Share, "0.#")} of their number).");
        }

        double[] suggested = [.. result.Replications.Select(run => run.SuggestedWarmupS).OfType<double>()];
        string own = study.Plan.Warmup == TimeSpan.Zero ? "Nothing is left out of the start of the runs." :
            $"The first {Verdict.Length(study.Plan.Warmup)} of every run are left out.";
        int silent = result.Replications.Count - suggested.Length;
        string advice = suggested.Length == 0 ? "" : " By the rule MSER-5, on the number of active servers, "
            + $"{Verdict.Length(TimeSpan.FromSeconds(Median(suggested)))} should be (median of the runs; at most "
            + $"{Verdict.Length(TimeSpan.FromSeconds(suggested.Max()))}).";
        string unsettled = silent == 0 ? "" : $" For {HtmlText.Number(silent)} of {Verdict.Count(result.Replications.Count, "run", "runs")} MSER-5 "
            + "suggests nothing: by that rule they never settle, and are too short for a steady state.";
        page.Element("p", own + advice + unsettled + " That matters only where a steady state is meant.");
    }

    private static void AppendRuns(HtmlText page, StudyResult result)
    {
        StudyMetric[] metrics = [.. result.Study.Metrics.Select(name => StudyMetrics.Find(name)!)];
        page.Raw("<h2 id=\"runs\">Runs</h2><details>").Element("summary", $"Show all {HtmlText.Number(result.Replications.Count)} runs");
        page.Table("Every run; all of its figures are in runs.csv",
            ["Variant", "#Replication", "#Seed", .. metrics.Select(metric => "#" + metric.Label)],
            result.Replications.Select(run => (IReadOnlyList<HtmlCell>)
            [
                run.Variant,
                HtmlCell.Number(run.Number + 1),
                new HtmlCell(run.Seed.ToString(CultureInfo.InvariantCulture), run.Seed),
                .. metrics.Select(metric => new HtmlCell(
                    EffectWords.Amount(run.Value(metric.Name) ?? double.NaN, metric.Unit), run.Value(metric.Name) ?? -1)),
            ]));
        page.Raw("</details>");
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
