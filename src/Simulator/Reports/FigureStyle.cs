using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Simulator.Reports;

/// <summary>What all plots have in common: fonts, grid, legend, and how they become bytes that repeat.</summary>
internal static partial class FigureStyle
{
    /// <summary>Height of text in pixels.</summary>
    public const int FontSize = 14;

    private const int Width = 960;

    /// <summary>A plot without data; an empty label takes no room.</summary>
    public static Plot NewPlot(string yLabel)
    {
        Plot plot = new();
        plot.YLabel(yLabel, FontSize);
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Bottom.Label.FontSize = FontSize;
        plot.Axes.Left.TickLabelStyle.FontSize = FontSize - 1;
        plot.Axes.Bottom.TickLabelStyle.FontSize = FontSize - 1;
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = AxisNumber };
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = AxisNumber };
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E7EB");
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    /// <summary>Ticks at whole numbers only, with thousands separators.</summary>
    public static NumericAutomatic WholeNumbers() => new()
    {
        IntegerTicksOnly = true,
        LabelFormatter = AxisNumber,
    };

    /// <summary>Puts a plain legend beside or below the plot.</summary>
    /// <param name="plot">The plot, with all that is in it.</param>
    /// <param name="edge">Where.</param>
    /// <param name="room">Pixels that it needs there at least: left alone, the library guesses before it has measured, and cuts off entries.</param>
    public static void Legend(Plot plot, Edge edge, int room = 0)
    {
        plot.Legend.FontSize = FontSize - 1;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(edge).MinimumSize = room;
    }

    /// <summary>Breaks text into lines of at most that many characters, at blanks.</summary>
    public static string Wrap(string text, int length)
    {
        StringBuilder lines = new();
        int used = 0;
        foreach (string word in text.Split(' '))
        {
            if (used > 0)
            {
                bool isBreak = used + 1 + word.Length > length;
                lines.Append(isBreak ? '\n' : ' ');
                used = isBreak ? 0 : used + 1;
            }

            lines.Append(word);
            used += word.Length;
        }

        return lines.ToString();
    }

    /// <summary>Draws the plot in both formats.</summary>
    public static Figure Render(Plot plot, int height, string name, string title, string altText)
    {
        byte[] png = plot.GetImageBytes(Width, height, ImageFormat.Png);
        string svg = plot.GetSvgXml(Width, height);

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

        // Without a view box the picture is cut, not scaled, where it has less room.
        string viewBox = string.Create(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {Width} {height}\"");
        svg = RootSize().Replace(svg, match => match.Value + viewBox, 1);
        return new Figure(name, title, altText, svg, png);
    }

    // The library's own formatter writes numbers in the thread's culture.
    private static string AxisNumber(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?:\bid="|url\(#)(?<id>[A-Za-z_]+_?[0-9A-Fa-f]+)""")]
    private static partial Regex ElementId();

    [GeneratedRegex("""<svg\b(?=[^>]*>)""")]
    private static partial Regex RootSize();
}
