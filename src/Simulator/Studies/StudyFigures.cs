using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Simulator.Reports;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>Draws a comparison: for each metric the differences from the baseline with their intervals, and every replication.</summary>
internal static class StudyFigures
{
    private const int LabelLength = 22;

    /// <summary>All plots, in the order of the report; those without data are left out.</summary>
    public static IReadOnlyList<Figure> Draw(StudyResult result)
    {
        Fonts.Default = "DejaVu Sans";
        List<Figure> figures = [];
        foreach (StudyMetric metric in result.Study.Metrics.Select(name => StudyMetrics.Find(name)!))
        {
            Comparison[] tested = [.. result.Comparisons.Where(one => one.Metric.Name == metric.Name && one.Interval is not null)];
            if (tested.Length > 0)
            {
                figures.Add(Differences(result.Study, metric, tested));
            }
        }

        string first = result.Study.Metrics[0];
        if (result.Study.Variants.Any(variant => result.Values(variant.Name, first).Count > 0))
        {
            figures.Add(Replications(result, StudyMetrics.Find(first)!));
        }

        return figures;
    }

    private static Figure Differences(Study study, StudyMetric metric, Comparison[] comparisons)
    {
        double scale = metric.Unit == MetricUnit.Share ? 100 : 1;
        Plot plot = FigureStyle.NewPlot("");
        ScottPlot.Plottables.VerticalLine zero = plot.Add.VerticalLine(0);
        zero.Color = Color.FromHex("#52606D");
        zero.LineWidth = 1;
        for (int index = 0; index < comparisons.Length; index++)
        {
            Comparison one = comparisons[index];
            double y = comparisons.Length - 1 - index;
            string colour = Reports.Palette.Of(one.IsShown ? 0 : 6);
            Line(plot, one.HolmInterval!.Value, y, scale, colour, 1);
            Line(plot, one.Interval!.Value, y, scale, colour, 5);
            ScottPlot.Plottables.Marker mean = plot.Add.Marker(one.Pairs.Difference.Mean * scale, y);
            mean.Size = 11;
            mean.Color = Color.FromHex(colour);
        }

        NameRows(plot, [.. comparisons.Select(one => one.Variant)]);
        Widen(plot, comparisons.Length);
        string unit = metric.Unit switch { MetricUnit.Share => "percentage points", MetricUnit.Seconds => "seconds", _ => "" };
        plot.XLabel($"{metric.Label}: difference from {study.Baseline}{(unit.Length > 0 ? ", " + unit : "")}");
        string level = EffectWords.Percent(study.Confidence, "0.#");
        string text = $"Difference from {study.Baseline} with {level} intervals: "
            + string.Join("; ", comparisons.Select(one => $"{one.Variant} {Describe(one)}")) + ".";
        return FigureStyle.Render(
            plot, 100 + (54 * comparisons.Length), "difference-" + metric.Name.Replace('.', '-').Replace(':', '-'), Capital(metric.Label), text);
    }

    private static Figure Replications(StudyResult result, StudyMetric metric)
    {
        double scale = metric.Unit == MetricUnit.Share ? 100 : 1;
        IReadOnlyList<StudyVariant> variants = result.Study.Variants;
        Plot plot = FigureStyle.NewPlot("");
        List<string> words = [];
        for (int index = 0; index < variants.Count; index++)
        {
            double y = variants.Count - 1 - index;
            IReadOnlyList<double> values = result.Values(variants[index].Name, metric.Name);
            for (int number = 0; number < values.Count; number++)
            {
                // Spread evenly across the row, so that equal values stay apart.
                double offset = values.Count == 1 ? 0 : ((number / (values.Count - 1.0)) - 0.5) * 0.5;
                ScottPlot.Plottables.Marker point = plot.Add.Marker(values[number] * scale, y - offset);
                point.Size = 7;
                point.Shape = MarkerShape.OpenCircle;
                point.MarkerLineWidth = 1.5f;
                point.Color = Color.FromHex(Reports.Palette.Of(index));
            }

            Sample sample = Sample.Of(values);
            if (sample.IntervalAt(result.Study.Confidence) is { } interval)
            {
                Line(plot, interval, y, scale, "#1F2933", 3);
                ScottPlot.Plottables.Marker mean = plot.Add.Marker(sample.Mean * scale, y);
                mean.Shape = MarkerShape.FilledDiamond;
                mean.Size = 12;
                mean.Color = Color.FromHex("#1F2933");
            }

            words.Add($"{variants[index].Name} {EffectWords.Amount(sample.Mean, metric.Unit)} on average");
        }

        NameRows(plot, [.. variants.Select(variant => variant.Name)]);
        Widen(plot, variants.Count);
        plot.XLabel(metric.Unit switch
        {
            MetricUnit.Share => metric.Label + ", %",
            MetricUnit.Seconds => metric.Label + ", seconds",
            _ => metric.Label,
        });
        string text = $"Every replication as a ring, the mean with its interval in black. {string.Join("; ", words)}.";
        return FigureStyle.Render(plot, 100 + (64 * variants.Count), "replications", $"Every replication: {metric.Label}", text);
    }

    private static void Line(Plot plot, Interval interval, double y, double scale, string colour, int width)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(interval.Low * scale, y, interval.High * scale, y);
        line.LineWidth = width;
        line.MarkerSize = 0;
        line.Color = Color.FromHex(colour);
    }

    private static void NameRows(Plot plot, IReadOnlyList<string> names)
    {
        double[] places = [.. Enumerable.Range(0, names.Count).Select(index => (double)(names.Count - 1 - index))];
        plot.Axes.Left.TickGenerator = new NumericManual(places, [.. names.Select(name => FigureStyle.Wrap(name, LabelLength))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    private static void Widen(Plot plot, int rows)
    {
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        double width = Math.Max(limits.Right - limits.Left, 1e-9);
        plot.Axes.SetLimits(limits.Left - (0.04 * width), limits.Right + (0.04 * width), -0.6, rows - 0.4);
    }

    private static string Describe(Comparison one) => one.IsShown
        ? EffectWords.Of(one)
        : "no difference shown (" + EffectWords.Amount(one.Pairs.Difference.Mean, one.Metric.Unit, isDifference: true) + ")";

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
