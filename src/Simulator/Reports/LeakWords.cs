using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what Nova left behind, where something happened that leaves things behind.</summary>
internal static class LeakWords
{
    private const int CausesMax = 4;

    /// <summary>The sentence; none where nothing moved and nothing failed.</summary>
    public static IEnumerable<string> Of(RunResult result)
    {
        if (result.Leaks.Count == 0)
        {
            if (result.Migrations.Count + (result.Outages?.Count ?? 0) + result.Campaigns.Count > 0)
            {
                yield return "Nova left nothing behind: trackers, Placement and servers agree.";
            }

            yield break;
        }

        double end = result.Summary.SimulatedS;
        IGrouping<string, LeakRow>[] causes =
        [
            .. result.Leaks.GroupBy(row => row.Cause, StringComparer.Ordinal)
                .OrderByDescending(cause => cause.Count()).ThenBy(cause => cause.Key, StringComparer.Ordinal),
        ];
        IEnumerable<string> parts = causes.Take(CausesMax).Select(cause =>
        {
            string longest = Verdict.Length(TimeSpan.FromSeconds(cause.Max(row => (row.Until ?? end) - row.At)));
            return string.Create(CultureInfo.InvariantCulture, $"{cause.Key} ({cause.Count():N0}, for {longest} at most)");
        });
        int left = result.Leaks.Count(row => row.Until is null);
        string more = causes.Length > CausesMax ? " and others" : "";
        string last = left == 0
            ? "all of it was gone at the end"
            : string.Create(CultureInfo.InvariantCulture, $"{left:N0} were still there at the end");
        yield return $"Nova left things behind {Verdict.Count(result.Leaks.Count, "time", "times")}: {string.Join("; ", parts)}{more}; "
            + $"{last} (leaks.csv).";
    }
}
