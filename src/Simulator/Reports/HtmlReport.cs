using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Makes <c>report.html</c>: one self-contained page that opens without a network.</summary>
public static class HtmlReport
{
    private const int RefusalsShown = 25;

    /// <summary>The page.</summary>
    public static string Make(RunResult result, IReadOnlyList<Figure> figures)
    {
        HtmlText page = new();
        page.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Element("title", $"{result.Scenario.Name}: simulation report")
            .Raw("<style>").Raw(ReportStyle.Css).Raw("</style></head>\n<body><header>")
            .Element("h1", result.Scenario.Name)
            .Element("p class=\"sub\"", result.Scenario.Description)
            .Raw("</header>\n<main>");
        AppendVerdict(page, result);
        AppendKeyFigures(page, result.Summary);
        AppendRefusals(page, result);
        AppendFigures(page, figures);
        AppendTables(page, result);
        page.Raw("<h2 id=\"hosts\">Hosts</h2>");
        HostStrips.Append(page, result);
        page.Raw("</main>\n<footer>")
            .Data(string.Create(CultureInfo.InvariantCulture,
                $"Nova rules of release {result.Summary.Release}, seed {result.Summary.Seed}. "))
            .Data("The same scenario and seed give this very page again. ")
            .Data("All figures are in the CSV files beside it.")
            .Raw("</footer></body></html>\n");
        return page.ToString();
    }

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
        Key("Tried again elsewhere", HtmlText.Number(summary.Reschedules));
        Key("Boot time, median / 95%", $"{Seconds(summary.BootSeconds.P50)} / {Seconds(summary.BootSeconds.P95)}");
        page.Raw("</dl>");

        void Key(string name, string value) => page.Raw("<div>").Element("dt", name).Element("dd", value).Raw("</div>");
    }

    private static void AppendRefusals(HtmlText page, RunResult result)
    {
        if (result.Summary.Failures.Count == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"refusals\">Why servers were refused</h2>");
        page.Table("Causes of final refusals, most frequent first", ["Cause", "Refused by", "#Servers", "#Share", "For example"],
            result.Summary.Failures.Select(reason => (IReadOnlyList<string>)
            [
                reason.Reason,
                reason.Stage,
                HtmlText.Number(reason.Count),
                HtmlText.Percent((double)reason.Count / result.Summary.Failed),
                Example(result, reason),
            ]));
    }

    private static string Example(RunResult result, ReasonCount reason)
    {
        FailureRecord? example = result.Failures.FirstOrDefault(failure =>
            failure.Final && failure.Stage == reason.Stage && failure.Reason == reason.Reason);
        return example is null ? "" : $"{example.Server}: {example.Detail}";
    }

    private static void AppendFigures(HtmlText page, IReadOnlyList<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            page.Raw($"<h2 id=\"{figure.Name}\">").Data(figure.Title).Raw("</h2><figure role=\"img\" aria-label=\"").Data(figure.AltText).Raw("\">")
                .Raw(Inline(figure.Svg)).Raw("</figure>");
        }
    }

    private static void AppendTables(HtmlText page, RunResult result)
    {
        page.Raw("<h2 id=\"flavors\">Flavors</h2>").Table("What became of the servers of each flavor",
            ["Flavor", "#Asked for", "#Started", "#Refused", "#Share refused", "Main cause"],
            FlavorOutcome.Of(result.Servers).Take(60).Select(outcome => (IReadOnlyList<string>)
            [
                outcome.Flavor,
                HtmlText.Number(outcome.Requested),
                HtmlText.Number(outcome.Started),
                HtmlText.Number(outcome.Failed),
                HtmlText.Percent((double)outcome.Failed / outcome.Requested),
                outcome.MainReason,
            ]));
        page.Raw("<h2 id=\"resources\">Resources</h2>").Table("Share of capacity in use over the run",
            ["Resource", "#Capacity", "#Mean", "#95% of intervals below", "#Peak", "#At the end"],
            result.Summary.Utilization.Select(use => (IReadOnlyList<string>)
            [
                use.Resource, HtmlText.Number(use.Capacity), HtmlText.Percent(use.Mean), HtmlText.Percent(use.P95), HtmlText.Percent(use.Max),
                HtmlText.Percent(use.End),
            ]));
        List<FailureRecord> final = [.. result.Failures.Where(failure => failure.Final)];
        if (final.Count > 0)
        {
            page.Raw("<h2 id=\"explained\">Refusals explained</h2>").Table(
                final.Count > RefusalsShown ? $"The first {RefusalsShown} of {final.Count}; all are in failures.csv" : "All refusals",
                ["#Time", "Server", "Flavor", "What happened"],
                final.Take(RefusalsShown).Select(failure => (IReadOnlyList<string>)
                    [Verdict.Length(failure.At), failure.Server, failure.Flavor, failure.Detail]));
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
