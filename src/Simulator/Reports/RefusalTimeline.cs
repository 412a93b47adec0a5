using ScottPlot;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Refusals over time, one stacked bar an interval, a colour a cause.</summary>
internal static class RefusalTimeline
{
    private const int CausesMax = 6;
    private const int BarsMax = 120;
    private const int PlotHeight = 400;
    private const int LegendWidth = 105;
    private const int LineHeight = 17;
    private const int EntryHeight = 12;
    private const string Others = "all other causes";

    /// <summary>Draws it; the run has refusals.</summary>
    public static Figure Draw(RunResult result)
    {
        TimeSpan end = TimeSpan.FromSeconds(result.Summary.SimulatedS);
        TimeAxis axis = TimeAxis.For(end);
        int merged = Math.Max(1, (result.Series.Where(IsFailures).Max(series => series.Values.Count) + BarsMax - 1) / BarsMax);
        TimeSpan width = result.Intervals.Length * merged;
        string[] names = Names(result);
        double[][] counts = Count(result, names, merged);
        Plot plot = FigureStyle.NewPlot("Servers refused per " + Every(width));
        string[] legend = [.. names.Select(name => FigureStyle.Wrap(name, LegendWidth))];
        int room = legend.Sum(text => EntryHeight + (LineHeight * text.Split('\n').Length)) + EntryHeight;
        double[] stack = new double[counts[0].Length];
        for (int cause = 0; cause < names.Length; cause++)
        {
            List<Bar> bars = [];
            for (int bin = 0; bin < stack.Length; bin++)
            {
                if (counts[cause][bin] > 0)
                {
                    bars.Add(new Bar
                    {
                        Position = (bin + 0.5) * (width / TimeSpan.FromSeconds(axis.Seconds)),
                        ValueBase = stack[bin],
                        Value = stack[bin] + counts[cause][bin],
                        Size = 0.92 * (width / TimeSpan.FromSeconds(axis.Seconds)),
                        FillColor = Color.FromHex(Palette.Of(cause)),
                        LineWidth = 0,
                    });
                    stack[bin] += counts[cause][bin];
                }
            }

            ScottPlot.Plottables.BarPlot drawn = plot.Add.Bars(bars);
            drawn.LegendText = legend[cause];
            drawn.Color = Color.FromHex(Palette.Of(cause));
        }

        plot.Axes.SetLimits(0, end.TotalSeconds / axis.Seconds, 0, stack.Max() * 1.08);
        plot.Axes.Left.TickGenerator = FigureStyle.WholeNumbers();
        plot.XLabel($"simulated {axis.Unit}");
        FigureStyle.Legend(plot, Edge.Bottom, room);
        return FigureStyle.Render(plot, PlotHeight + room, "refusals", "When servers were refused", AltText(stack, width));
    }

    private static bool IsFailures(Series series) => series.Metric == "failures";

    // The most frequent causes keep their names; the rest are added up.
    private static string[] Names(RunResult result)
    {
        string[] all = [.. CauseGroup.Of(result.Summary.Failures).Select(cause => cause.Words).Distinct(StringComparer.Ordinal)];
        return all.Length <= CausesMax + 1 ? all : [.. all.Take(CausesMax), Others];
    }

    private static double[][] Count(RunResult result, string[] names, int merged)
    {
        Series[] failures = [.. result.Series.Where(IsFailures)];
        int bins = (failures.Max(series => series.Values.Count) + merged - 1) / merged;
        double[][] counts = [.. names.Select(_ => new double[bins])];
        foreach (Series series in failures)
        {
            int cause = Array.IndexOf(names, CauseWords.Of(series.Label));
            double[] row = counts[cause < 0 ? names.Length - 1 : cause];
            for (int index = 0; index < series.Values.Count; index++)
            {
                row[index / merged] += series.Values[index];
            }
        }

        return counts;
    }

    private static string AltText(double[] stack, TimeSpan width)
    {
        int worst = Array.IndexOf(stack, stack.Max());
        int first = Array.FindIndex(stack, count => count > 0);
        string refusals = Verdict.Count((long)stack[worst], "refusal", "refusals");
        return $"Refused servers over time by cause. The first refusals came after {Verdict.Length(width * first)}; "
            + $"the worst interval of {Verdict.Length(width)} began after {Verdict.Length(width * worst)}, with {refusals}.";
    }

    private static string Every(TimeSpan width)
    {
        string length = Verdict.Length(width);
        return length.StartsWith("1 ", StringComparison.Ordinal) ? length[2..] : length;
    }
}
