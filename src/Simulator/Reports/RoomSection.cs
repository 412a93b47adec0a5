using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>The report's answers about what is left: how many more servers fit, what is out of reach and why, and use by aggregate.</summary>
internal static class RoomSection
{
    private const int RowsMax = 500;

    /// <summary>Appends the tables that have rows.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        if (result.Headroom.Count > 0)
        {
            page.Raw("<h2 id=\"headroom\">How many more servers fit</h2>")
                .Element("p", "Counted by placing servers of one flavor until the scheduler would refuse the next. "
                    + "Each row is for its flavor alone.");
            page.Table("Room for more servers",
                ["#After", "Where", "Flavor", "#Servers that fit", "#On hosts", "What the next one would lack on most hosts"],
                result.Headroom.Take(RowsMax).Select(row => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Time(TimeSpan.FromSeconds(row.TimeS)),
                    row.Aggregate.Length == 0 ? "whole cloud" : $"aggregate {row.Aggregate}",
                    row.Flavor,
                    HtmlCell.Number(row.Fits),
                    HtmlCell.Number(row.Hosts),
                    row.Limit,
                ]));
        }

        if (result.Summary.Stranded.Count > 0)
        {
            page.Raw("<h2 id=\"stranded\">Out of reach, by cause</h2>")
                .Element("p", "Devices and CPUs that are free or blocked, but that the flavors that want them cannot have; "
                    + "weighted by the flavor mix.");
            page.Table("Stranded devices and CPUs", ["What", "Cause", "#Mean", "#Peak", "#At the end"],
                result.Summary.Stranded.OrderByDescending(sum => ResourceWords.IsCpu(sum.Kind) ? 0 : 1).ThenByDescending(sum => sum.Mean)
                    .Select(sum => (IReadOnlyList<HtmlCell>)
                    [
                        new HtmlCell(ResourceWords.Of(sum.Kind), Code: sum.Kind),
                        sum.Cause,
                        Tenths(sum.Mean),
                        Tenths(sum.Max),
                        Tenths(sum.End),
                    ]));
        }
    }

    /// <summary>Use by aggregate and device type; nothing for a cloud without aggregates.</summary>
    public static void AppendUsage(HtmlText page, RunResult result)
    {
        if (result.Usage.Any(row => row.Aggregate.Length > 0))
        {
            page.Table("Use by aggregate", ["Aggregate", "Resource", "#Capacity", "#Mean in use", "#Mean share", "#In use at the end"],
                result.Usage.Where(row => row.Aggregate.Length > 0).Take(RowsMax).Select(row => (IReadOnlyList<HtmlCell>)
                [
                    row.Aggregate,
                    row.Resource,
                    HtmlCell.Number(row.Capacity),
                    Tenths(row.UsedMean),
                    HtmlCell.Percent(row.ShareMean),
                    HtmlCell.Number(row.UsedEnd),
                ]));
        }
    }

    private static HtmlCell Tenths(double value) => new(value.ToString("#,0.#", CultureInfo.InvariantCulture), value);
}
