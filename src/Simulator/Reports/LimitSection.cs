using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>The report's answer to "what limited the cloud": resources that ran out, and free devices that nobody could have.</summary>
internal static class LimitSection
{
    /// <summary>Appends the section; nothing when no server was asked for.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        if (result.Summary.Requested == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"limits\">What limited the cloud</h2>");
        foreach (string sentence in Sentences(result))
        {
            page.Element("p", sentence);
        }

        IReadOnlyList<Limit> limits = Limit.Of(result);
        if (limits.Any(limit => limit.First is not null))
        {
            page.Table($"Resources of the whole cloud that were at least {Percent(Limit.Full)} in use",
                ["Resource", "#Share of the time", "#First after", "#Longest stretch"],
                limits.Where(limit => limit.First is not null).Select(limit => (IReadOnlyList<HtmlCell>)
                [
                    new HtmlCell(ResourceWords.Of(limit.Resource), Code: limit.Resource),
                    HtmlCell.Percent(limit.Share),
                    HtmlCell.Time(limit.First!.Value),
                    HtmlCell.Time(limit.Longest),
                ]));
        }
    }

    /// <summary>The section in sentences.</summary>
    public static IReadOnlyList<string> Sentences(RunResult result)
    {
        List<Limit> full = [.. Limit.Of(result).Where(limit => limit.First is not null)];
        List<string> sentences = [];
        if (full.Count > 0)
        {
            string resources = Verdict.Count(full.Count, "resource was", "resources were");
            sentences.Add($"{resources} as good as used up in the whole cloud at some time: "
                + string.Join("; ", full.Take(4).Select(limit =>
                    $"{ResourceWords.Of(limit.Resource)} for {Percent(limit.Share)} of the time, "
                    + $"first after {Verdict.Length(limit.First!.Value)}"))
                + (full.Count > 4 ? "; the others are in the table." : "."));
        }
        else if (result.Summary.Failed > 0)
        {
            sentences.Add($"No resource of the whole cloud was ever as much as {Percent(Limit.Full)} in use over a reported interval. "
                + "Servers were refused because what was free was not together on one host, or not where the rules allow it.");
        }
        else
        {
            sentences.Add("Nothing: no server was refused, and no resource of the whole cloud was ever as much as "
                + $"{Percent(Limit.Full)} in use.");
        }

        sentences.AddRange(result.Series.Where(series => series.Metric == "stranded" && series.Values.Any(value => value > 0))
            .GroupBy(series => StrandingCauses.Split(series.Label).Kind)
            .Select(kind => Stranded(kind.Key, [.. kind], result)));
        return sentences;
    }

    private static string Stranded(string kind, IReadOnlyList<Series> causes, RunResult result)
    {
        double[] sums = [.. Enumerable.Range(0, causes.Max(series => series.Values.Count))
            .Select(index => causes.Sum(series => index < series.Values.Count ? series.Values[index] : 0))];
        double most = sums.Max();
        string worstAt = Verdict.Length(result.Intervals.StartOf(Array.IndexOf(sums, most)));
        string why = string.Join("; ", causes.Select(series => (Words: StrandingCauses.Split(series.Label).Cause, Mean: Mean(series.Values, result)))
            .Where(cause => cause.Words.Length > 0)
            .OrderByDescending(cause => cause.Mean)
            .Select(cause => string.Create(CultureInfo.InvariantCulture, $"{cause.Words} ({cause.Mean:0.#})")));
        return $"Stranded devices: {ResourceWords.Of(kind)}. "
            + string.Create(CultureInfo.InvariantCulture, $"On average {Mean(sums, result):0.#} of them, ")
            + string.Create(CultureInfo.InvariantCulture, $"and at most {most:0.#} (after {worstAt}), were free or blocked but out ")
            + "of reach for the flavors that ask for such a device" + (why.Length == 0 ? "." : $": {why}.");
    }

    // The last interval may be shorter than the others and counts for less.
    private static double Mean(IReadOnlyList<double> values, RunResult result)
    {
        double end = result.Summary.SimulatedS;
        double area = 0;
        for (int index = 0; index < values.Count; index++)
        {
            double start = result.Intervals.StartOf(index).TotalSeconds;
            area += values[index] * Math.Max(0, Math.Min(end - start, result.Intervals.Length.TotalSeconds));
        }

        return end <= 0 ? 0 : area / end;
    }

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
