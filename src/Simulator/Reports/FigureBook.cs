using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Draws the plots of a run. The same result gives the same bytes.</summary>
public static partial class FigureBook
{
    private const int Width = 1000;
    private const int Height = 420;
    private const int BarsMax = 12;

    /// <summary>All plots of a run, in the order of the report; those without data are left out.</summary>
    public static IReadOnlyList<Figure> Draw(RunResult result)
    {
        Fonts.Default = "DejaVu Sans";
        List<Figure> figures = [Utilization(result), Servers(result)];
        if (result.Summary.Failures.Count > 0)
        {
            figures.Add(Refusals(result));
        }

        if (result.Series.Any(series => series.Metric == "stranded" && series.Values.Any(value => value > 0)))
        {
            figures.Add(Stranded(result));
        }

        return figures;
    }

    private static Figure Utilization(RunResult result)
    {
        Plot plot = NewPlot("In use, % of capacity");
        AddLines(plot, result, "utilization", 100, 0);
        plot.Axes.SetLimitsY(0, Math.Max(100, plot.Axes.GetLimits().Top));
        string text = string.Join("; ", result.Summary.Utilization.Select(use => string.Create(CultureInfo.InvariantCulture,
            $"{use.Resource} {use.Mean:P0} on average, {use.Max:P0} at most")));
        return Finish(plot, result, "utilization", "How full the cloud was", "Use of each resource over time: " + text + ".");
    }

    private static Figure Servers(RunResult result)
    {
        Plot plot = NewPlot("Servers");
        AddLines(plot, result, "servers", 1, 0);
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{result.Summary.Active} servers active at the end, {result.Summary.Failed} refused over the run.");
        return Finish(plot, result, "servers", "Servers over time", text);
    }

    private static Figure Stranded(RunResult result)
    {
        Plot plot = NewPlot("Free devices no flavor can use");
        AddLines(plot, result, "stranded", 1, 3);
        return Finish(plot, result, "stranding", "Free devices that nobody can have",
            "Number of free PCI devices on hosts where the CPUs or the memory for every flavor that wants them have run out.");
    }

    private static Figure Refusals(RunResult result)
    {
        Plot plot = NewPlot("");
        List<ReasonCount> reasons = [.. result.Summary.Failures.Take(BarsMax).Reverse()];
        List<Bar> bars = [];
        for (int index = 0; index < reasons.Count; index++)
        {
            bars.Add(new Bar
            {
                Position = index,
                Value = reasons[index].Count,
                FillColor = Color.FromHex(Palette.Of(1)),
                Label = reasons[index].Count.ToString(CultureInfo.InvariantCulture),
                Orientation = Orientation.Horizontal,
            });
        }

        ScottPlot.Plottables.BarPlot drawn = plot.Add.Bars(bars);
        drawn.Horizontal = true;
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, reasons.Count).Select(index => (double)index)],
            [.. reasons.Select(reason => Shorten(reason.Reason))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimitsX(0, reasons.Max(reason => reason.Count) * 1.12);
        plot.XLabel("servers refused");
        string text = string.Join("; ", result.Summary.Failures.Take(BarsMax).Select(reason =>
            string.Create(CultureInfo.InvariantCulture, $"{reason.Reason}: {reason.Count}")));
        return Render(plot, "failures", "Why servers were refused", "Refused servers by cause: " + text + ".");
    }

    private static Plot NewPlot(string yLabel)
    {
        Plot plot = new();
        plot.YLabel(yLabel);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = AxisNumber };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = AxisNumber };
        plot.Grid.MajorLineColor = Color.FromHex("#E4E7EB");
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    // The library's own formatter writes numbers in the thread's culture.
    private static string AxisNumber(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    private static void AddLines(Plot plot, RunResult result, string metric, double factor, int firstColour)
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
                line.LegendText = series.Label;
                line.Color = Color.FromHex(Palette.Of(colour++));
                line.LineWidth = 2;
                line.MaximumMarkerSize = 0;
            }
        }

        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(0, result.Summary.SimulatedS / axis.Seconds);
        plot.Axes.SetLimitsY(0, Math.Max(1, plot.Axes.GetLimits().Top));
    }

    private static Figure Finish(Plot plot, RunResult result, string name, string title, string altText)
    {
        plot.XLabel($"simulated {TimeAxis.For(TimeSpan.FromSeconds(result.Summary.SimulatedS)).Unit}");
        plot.ShowLegend(Edge.Right);
        return Render(plot, name, title, altText);
    }

    private static Figure Render(Plot plot, string name, string title, string altText)
    {
        byte[] png = plot.GetImageBytes(Width, Height, ImageFormat.Png);
        string svg = plot.GetSvgXml(Width, Height);

        // The library numbers clip paths over the life of the process; a figure's own numbers make the text repeatable.
        Dictionary<string, string> ids = [];
        svg = ElementId().Replace(svg, match =>
        {
            string id = match.Groups["id"].Value;
            if (!ids.TryGetValue(id, out string? own))
            {
                own = string.Create(CultureInfo.InvariantCulture, $"{name}-{ids.Count}");
                ids.Add(id, own);
            }

            return match.Value.Replace(id, own, StringComparison.Ordinal);
        });
        return new Figure(name, title, altText, svg, png);
    }

    private static string Shorten(string text) => text.Length <= 58 ? text : text[..57] + "…";

    [GeneratedRegex("""(?:\bid="|url\(#)(?<id>[A-Za-z_]+_?[0-9A-Fa-f]+)""")]
    private static partial Regex ElementId();
}
