using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what failures of hosts, racks and Placement did to servers.</summary>
internal static class OutageWords
{
    /// <summary>The sentences; none where nothing failed.</summary>
    public static IEnumerable<string> Of(RunResult result)
    {
        OutageFigures outages = result.Summary.Outages;
        if (outages.HostFailures + outages.PlacementOutages == 0)
        {
            yield break;
        }

        string racks = outages.RackFailures > 0 ? $", {Verdict.Count(outages.RackFailures, "time", "times")} with a whole rack" : "";
        string placement = outages.PlacementOutages > 0 ? $"; Placement was away {Verdict.Count(outages.PlacementOutages, "time", "times")}" : "";
        yield return Text($"Hosts went down {Verdict.Count(outages.HostFailures, "time", "times")}{racks}, ")
            + Text($"with {outages.ServersHit:N0} running servers")
            + placement
            + Again(outages.Evacuated, outages.EvacuatedSeconds, "evacuated and ran again elsewhere")
            + Again(outages.Waited, outages.WaitedSeconds, "waited for the repair of their host")
            + StillDown(outages.ServersHit - outages.Evacuated - outages.Waited) + ".";
        if (outages.NotEvacuated > 0)
        {
            IEnumerable<string> causes = result.Summary.Migrations.Where(count => count.Type == "evacuation" && count.Cause.Length > 0)
                .Select(count => Text($"{count.Count:N0} by {count.Cause}"));
            string why = string.Join(", ", causes);
            yield return Text($"{Verdict.Count(outages.NotEvacuated, "evacuation", "evacuations")} failed{(why.Length > 0 ? $": {why}" : "")}.");
        }

        if (outages.StartsRefused > 0)
        {
            yield return Text($"{Verdict.Count(outages.StartsRefused, "evacuated server", "evacuated servers")} did not start at the first attempt: ")
                + "Nova counts devices on the dead host as theirs until its service is back, and starts no guest meanwhile.";
        }

        if ((result.Outages ?? []).Where(row => row.Servers > 0).MaxBy(row => row.Servers) is { } worst)
        {
            yield return Worst(worst);
        }
    }

    private static string Worst(OutageRow row)
    {
        string last = row.LastRanS is { } ran ? $", the last of them {Length(ran - row.TimeS)} later" : "";
        string repair = row.BackS is { } back ? $"; its repair took {Length(back - row.TimeS)}" : "; it was not repaired before the end";
        return Text($"The failure that hit most servers was of {row.Kind} {row.Name} after {Length(row.TimeS)}: of {row.Servers:N0} running servers ")
            + Text($"{row.RanAgain:N0} ran again{last}{repair}.");
    }

    private static string StillDown(int servers) => servers > 0 ? Text($"; {servers:N0} did not run again") : "";

    private static string Again(int servers, Quantiles seconds, string what) => seconds is { P50: { } median, P95: { } most }
        ? Text($"; {servers:N0} {what}, after {Length(median)} in the middle, {Length(most)} at p95")
        : "";

    private static string Length(double seconds) => Verdict.Length(TimeSpan.FromSeconds(seconds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
