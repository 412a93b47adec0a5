using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Makes <c>report.html</c>: one self-contained page that opens without a network.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Make(RunResult result, IReadOnlyList<Figure> figures)
    {
        HtmlText page = Open($"{result.Scenario.Name}: simulation report", result.Scenario.Name, result.Scenario.Description);
        AppendVerdict(page, result);
        AppendKeyFigures(page, result.Summary);
        if (result.Summary.Failures.Count > 0)
        {
            page.Raw("<h2 id=\"causes\">Why servers were refused</h2>");
            ReportTables.AppendCauses(page, result);
        }

        LimitSection.Append(page, result);
        EventTimeline.Append(page, result);
        AppendFigures(page, figures);
        ReportTables.AppendFlavors(page, result);
        ReportTables.AppendResources(page, result);
        RoomSection.AppendUsage(page, result);
        RoomSection.Append(page, result);
        ReportTables.AppendMigrations(page, result);
        MoveSection.Append(page, result);
        ReportTables.AppendRefusals(page, result);
        page.Raw("<h2 id=\"hosts\">Hosts</h2>");
        HostStrips.Append(page, result);
        DeviceMap.Append(page, result);
        ReportTables.AppendHosts(page, result);
        return Close(page, string.Create(CultureInfo.InvariantCulture,
            $"Nova rules of release {result.Summary.Release}, seed {result.Summary.Seed}. ")
            + "The same scenario and seed give this very page again. All figures are in the CSV files beside it.");
    }

    /// <summary>Begins a page: everything up to the start of its main part.</summary>
    internal static HtmlText Open(string title, string heading, string description) => new HtmlText()
        .Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Element("title", title)
        .Raw("<style>").Raw(ReportStyle.Css).Raw("</style></head>\n<body><header>")
        .Element("h1", heading)
        .Element("p class=\"sub\"", description)
        .Raw("</header>\n<main>");

    /// <summary>Ends a page and gives its text.</summary>
    internal static string Close(HtmlText page, string footer) => page
        .Raw("</main>\n<footer>").Data(footer)
        .Raw("</footer>\n<script>").Raw(ReportScript.Text).Raw("</script></body></html>\n").ToString();

    private static void AppendVerdict(HtmlText page, RunResult result)
    {
        string kind = result.Summary.Failed > 0 ? "verdict bad" : "verdict";
        page.Raw($"<section class=\"{kind}\" aria-label=\"Verdict\">");
        foreach (string sentence in Verdict.Of(result))
        {
            page.Element("p", sentence);
        }

        page.Raw("</section>");
    }

    private static void AppendKeyFigures(HtmlText page, RunSummary summary)
    {
        page.Raw("<dl class=\"keys\">");
        Key("Servers asked for", HtmlText.Number(summary.Requested));
        Key("Started", HtmlText.Number(summary.Started));
        Key("Refused", $"{HtmlText.Number(summary.Failed)} ({HtmlText.Percent(summary.FailedShare)})");
        Key("Active at the end", HtmlText.Number(summary.Active));
        Key("Retries on another host", HtmlText.Number(summary.Reschedules));
        Key("Empty hosts, mean", summary.EmptyHosts.Mean.ToString("#,0.#", CultureInfo.InvariantCulture));
        Key("Boot time, median", Seconds(summary.BootSeconds.P50));
        Key("Boot time, 95% are faster", Seconds(summary.BootSeconds.P95));
        page.Raw("</dl>");

        void Key(string name, string value) => page.Raw("<div>").Element("dt", name).Element("dd", value).Raw("</div>");
    }

    /// <summary>Appends plots, each with a heading.</summary>
    internal static void AppendFigures(HtmlText page, IReadOnlyList<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            page.Raw($"<h2 id=\"{figure.Name}\">").Data(figure.Title)
                .Raw("</h2><figure><div class=\"scroll\" tabindex=\"0\" role=\"img\" aria-label=\"")
                .Data(figure.AltText).Raw("\">").Raw(Inline(figure.Svg)).Raw("</div></figure>");
        }
    }

    private static string Inline(string svg)
    {
        int start = svg.IndexOf("<svg", StringComparison.Ordinal);
        return start < 0 ? svg : svg[start..];
    }

    private static string Seconds(double? value) =>
        value is null ? "–" : value.Value.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
