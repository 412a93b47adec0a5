using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Draws the plots of a run. The same result gives the same bytes.</summary>
public static class FigureBook
{
    private const int CausesMax = 12;

    /// <summary>All plots of a run, in the order of the report; those without data are left out.</summary>
    public static IReadOnlyList<Figure> Draw(RunResult result)
    {
        Fonts.Default = "DejaVu Sans";
        List<Figure> figures = [];
        if (HasData(result, "utilization"))
        {
            figures.Add(Utilization(result));
        }

        if (HasData(result, "servers"))
        {
            figures.Add(Servers(result));
        }

        if (result.Summary.Failures.Count > 0)
        {
            figures.Add(Causes(result));
            figures.Add(RefusalTimeline.Draw(result));
        }

        if (HasData(result, "stranded"))
        {
            figures.Add(Stranded(result));
        }

        return figures;
    }

    private static bool HasData(RunResult result, string metric) =>
        result.Series.Any(series => series.Metric == metric && series.Values.Any(value => value > 0));

    private static Figure Utilization(RunResult result)
    {
        Plot plot = FigureStyle.NewPlot("In use, % of capacity");
        AddLines(plot, result, "utilization", 100, 0, ResourceWords.Of);
        plot.Axes.SetLimitsY(0, Math.Max(102, plot.Axes.GetLimits().Top));
        string text = string.Join("; ", result.Summary.Utilization.Select(use => string.Create(CultureInfo.InvariantCulture,
            $"{ResourceWords.Of(use.Resource)} {HtmlText.Percent(use.Mean)} on average, {HtmlText.Percent(use.Max)} at most")));
        return Finish(plot, result, "utilization", "How full the cloud was", "Use of each resource over time: " + text + ".");
    }

    private static Figure Servers(RunResult result)
    {
        Plot plot = FigureStyle.NewPlot("Servers");
        AddLines(plot, result, "servers", 1, 0, label => label);
        string text = $"{Verdict.Count(result.Summary.Active, "server", "servers")} active at the end, "
            + $"{result.Summary.Failed.ToString("N0", CultureInfo.InvariantCulture)} refused over the run.";
        return Finish(plot, result, "servers", "Servers over time", text);
    }

    private static Figure Stranded(RunResult result)
    {
        Plot plot = FigureStyle.NewPlot("Devices out of reach");
        AddLines(plot, result, "stranded", 1, 3, StrandedWords);
        return Finish(plot, result, "stranding", "Devices out of reach, by cause",
            "Number of free or blocked PCI devices that the flavors that want them cannot have, by cause, weighted by the flavor mix.");
    }

    private static string StrandedWords(string label)
    {
        (string kind, string cause) = StrandingCauses.Split(label);
        return cause.Length == 0 ? ResourceWords.Of(kind) : $"{ResourceWords.Of(kind)}: {cause}";
    }

    private static Figure Causes(RunResult result)
    {
        Plot plot = FigureStyle.NewPlot("");
        List<CauseGroup> causes = [.. CauseGroup.Of(result.Summary.Failures).Take(CausesMax).Reverse()];
        List<Bar> bars = [.. causes.Select((cause, index) => new Bar
        {
            Position = index,
            Value = cause.Count,
            Size = 0.55,
            FillColor = Color.FromHex(Palette.Of(1)),
            LineWidth = 0,
            Label = HtmlText.Number(cause.Count),
            Orientation = Orientation.Horizontal,
        })];
        ScottPlot.Plottables.BarPlot drawn = plot.Add.Bars(bars);
        drawn.Horizontal = true;
        drawn.ValueLabelStyle.FontSize = FigureStyle.FontSize;
        string[] labels = [.. causes.Select(cause => FigureStyle.Wrap(cause.Words, 46))];
        plot.Axes.Left.TickGenerator = new NumericManual([.. Enumerable.Range(0, causes.Count).Select(index => (double)index)], labels);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = FigureStyle.WholeNumbers();
        plot.Axes.SetLimits(0, causes.Max(cause => cause.Count) * 1.15, -0.6, causes.Count - 0.4);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.XLabel("servers refused");
        int height = 90 + labels.Sum(label => 22 + (20 * label.Split('\n').Length));
        string text = string.Join("; ", causes.AsEnumerable().Reverse().Select(cause => $"{cause.Words}: {HtmlText.Number(cause.Count)}"));
        return FigureStyle.Render(plot, height, "failures", "Refusals by cause", "Refused servers by cause: " + text + ".");
    }

    private static void AddLines(Plot plot, RunResult result, string metric, double factor, int firstColour, Func<string, string> words)
    {
        TimeAxis axis = TimeAxis.For(TimeSpan.FromSeconds(result.Summary.SimulatedS));
        double step = result.Intervals.Length.TotalSeconds / axis.Seconds;
        int colour = firstColour;
        foreach (Series series in result.Series)
        {
            if (series.Metric == metric && series.Values.Any(value => value != 0))
            {
                double[] values = [.. series.Values.Select(value => value * factor)];
                ScottPlot.Plottables.Signal line = plot.Add.Signal(values, step);
                line.Data.XOffset = step / 2;
                line.LegendText = FigureStyle.Wrap(words(series.Label), 26);
                line.Color = Color.FromHex(Palette.Of(colour));
                line.LinePattern = Palette.IsRepeated(colour) ? LinePattern.Dashed : LinePattern.Solid;
                line.LineWidth = 2;

                // A run of one interval has no line to draw, only a point.
                line.MaximumMarkerSize = values.Length == 1 ? 8 : 0;
                colour++;
            }
        }

        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(0, result.Summary.SimulatedS / axis.Seconds);
        plot.Axes.SetLimitsY(0, Math.Max(1, plot.Axes.GetLimits().Top));
        plot.Axes.Left.TickGenerator = FigureStyle.WholeNumbers();
    }

    private static Figure Finish(Plot plot, RunResult result, string name, string title, string altText)
    {
        plot.XLabel($"simulated {TimeAxis.For(TimeSpan.FromSeconds(result.Summary.SimulatedS)).Unit}");
        FigureStyle.Legend(plot, Edge.Right);
        return FigureStyle.Render(plot, 420, name, title, altText);
    }
}
