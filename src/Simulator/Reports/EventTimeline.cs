using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>
/// The timeline of the report: one lane a kind of event. Few events are drawn one by one, many are counted in equal stretches of time. The
/// page's script adds boxes that hide lanes and a field that hides events; the table below says the same in words.
/// </summary>
internal static class EventTimeline
{
    private const int SingleMax = 300;
    private const int BinsMax = 160;
    private const int TableMax = 500;
    private const int LeftX = 130;
    private const int RightX = 950;
    private const int LaneHeight = 34;
    private const int TopY = 8;

    /// <summary>Appends the section; nothing when nothing happened.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        IReadOnlyList<RunEvent> events = RunEvents.Of(result);
        double end = result.Summary.SimulatedS;
        if (events.Count == 0 || end <= 0)
        {
            return;
        }

        IGrouping<RunEventKind, RunEvent>[] lanes = [.. events.GroupBy(item => item.Kind).OrderBy(lane => lane.Key)];
        string summary = string.Join(", ", lanes.Select(lane => $"{HtmlText.Number(lane.Count())} {Words(lane.Key)}"));
        page.Raw("<h2 id=\"timeline\">What happened when</h2>").Element("p", lanes.All(IsCounted)
            ? "Each bar counts the events of a stretch of time; point at it for the number."
            : lanes.Any(IsCounted)
            ? "A thin mark is an event, a bar counts those of a stretch of time; point at one, or open the table, for what it is."
            : "Each mark is an event; point at it, or open the table, for what it is.");
        page.Raw("<div class=\"timeline\" data-timeline><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline of events\">");
        int height = TopY + (lanes.Length * LaneHeight) + 40;
        page.Raw(Invariant($"<svg viewBox=\"0 0 {RightX + 20} {height}\" role=\"img\" aria-label=\"")).Data($"Timeline: {summary}.").Raw("\">");
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            AppendLane(page, lanes[lane], TopY + (lane * LaneHeight), end);
        }

        AppendAxis(page, end, height - 32);
        page.Raw("</svg></div>");
        AppendTable(page, events);
        page.Raw("</div>");
    }

    private static void AppendLane(HtmlText page, IGrouping<RunEventKind, RunEvent> lane, int top, double end)
    {
        string name = lane.Key.ToString().ToLowerInvariant();
        int bottom = top + LaneHeight - 6;
        page.Raw($"<g class=\"lane {name}\" data-lane=\"").Data(Words(lane.Key)).Raw("\">")
            .Raw(Invariant($"<text x=\"{LeftX - 10}\" y=\"{bottom - 6}\" text-anchor=\"end\">")).Data(Words(lane.Key)).Raw("</text>")
            .Raw(Invariant($"<line class=\"rule\" x1=\"{LeftX}\" x2=\"{RightX}\" y1=\"{bottom}\" y2=\"{bottom}\"/>"));
        if (IsCounted(lane))
        {
            AppendCounts(page, lane, bottom, end);
        }
        else
        {
            foreach (RunEvent item in lane)
            {
                string text = $"{item.Subject}: {item.Text}, after {Verdict.Length(item.At)}";
                page.Raw(Invariant($"<rect class=\"mark\" x=\"{X(item.At.TotalSeconds, end) - 1.5:0.#}\" y=\"{top + 4}\" "))
                    .Raw(Invariant($"width=\"3\" height=\"{bottom - top - 4}\" data-text=\"")).Data(text).Raw("\"><title>").Data(text)
                    .Raw("</title></rect>");
            }
        }

        page.Raw("</g>\n");
    }

    private static bool IsCounted(IGrouping<RunEventKind, RunEvent> lane) => lane.Count() > SingleMax;

    private static void AppendCounts(HtmlText page, IEnumerable<RunEvent> lane, int bottom, double end)
    {
        int[] counts = new int[BinsMax];
        foreach (RunEvent item in lane)
        {
            counts[Math.Clamp((int)(item.At.TotalSeconds / end * BinsMax), 0, BinsMax - 1)]++;
        }

        double most = counts.Max();
        double width = (double)(RightX - LeftX) / BinsMax;
        for (int bin = 0; bin < BinsMax; bin++)
        {
            if (counts[bin] > 0)
            {
                double height = Math.Max(2, (LaneHeight - 10) * counts[bin] / most);
                string from = Verdict.Length(TimeSpan.FromSeconds(end * bin / BinsMax));
                page.Raw(Invariant($"<rect class=\"mark\" x=\"{LeftX + (bin * width):0.##}\" y=\"{bottom - height:0.##}\" "))
                    .Raw(Invariant($"width=\"{width - 0.6:0.##}\" height=\"{height:0.##}\"><title>"))
                    .Data($"{HtmlText.Number(counts[bin])} from {from} on").Raw("</title></rect>");
            }
        }
    }

    private static void AppendAxis(HtmlText page, double end, int top)
    {
        TimeAxis axis = TimeAxis.For(TimeSpan.FromSeconds(end));
        for (int step = 0; step <= 4; step++)
        {
            double at = end * step / 4;
            string label = (at / axis.Seconds).ToString("#,0.##", CultureInfo.InvariantCulture);
            page.Raw(Invariant($"<text x=\"{X(at, end):0.#}\" y=\"{top + 12}\" text-anchor=\"middle\">")).Data(label).Raw("</text>");
        }

        page.Raw(Invariant($"<text x=\"{(LeftX + RightX) / 2}\" y=\"{top + 29}\" text-anchor=\"middle\">simulated "))
            .Data(axis.Unit).Raw("</text>");
    }

    private static void AppendTable(HtmlText page, IReadOnlyList<RunEvent> events)
    {
        string title = events.Count > TableMax
            ? $"Show {HtmlText.Number(TableMax)} of {HtmlText.Number(events.Count)} events as a table, all of the rare kinds first"
            : Verdict.Count(events.Count, "event", "events") + " as a table";
        page.Raw("<details>").Element("summary", title);
        page.Table("Events in order of time", ["#After", "What", "Server or host", "Details"],
            Rarest(events).Select(item => (IReadOnlyList<HtmlCell>)
                [HtmlCell.Time(item.At), Words(item.Kind), item.Subject, CauseWords.Of(item.Text)]));
        page.Raw("</details>");
    }

    /// <summary>Events for the table: kinds with few events whole, of the next kind the first ones.</summary>
    private static IEnumerable<RunEvent> Rarest(IReadOnlyList<RunEvent> events) => events
        .GroupBy(item => item.Kind).OrderBy(kind => kind.Count()).ThenBy(kind => kind.Key)
        .SelectMany(kind => kind).Take(TableMax)
        .OrderBy(item => item.At).ThenBy(item => item.Kind);

    private static double X(double seconds, double end) => LeftX + ((RightX - LeftX) * Math.Clamp(seconds / end, 0, 1));

    private static string Words(RunEventKind kind) => kind switch
    {
        RunEventKind.Started => "started",
        RunEventKind.Refused => "refused",
        RunEventKind.Retried => "tried elsewhere",
        RunEventKind.Deleted => "deleted",
        RunEventKind.Failed => "failures",
        RunEventKind.MovedLive => "moved live",
        RunEventKind.MovedCold => "moved cold",
        RunEventKind.Evacuated => "evacuated",
        RunEventKind.NotMoved => "did not move",
        RunEventKind.Operated => "operations",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of event"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
