using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what came of campaigns and live migrations, for the verdict of a run.</summary>
internal static class CampaignWords
{
    private const int ReasonsMax = 3;

    /// <summary>Sentences about each campaign, then about the guests that migrated live.</summary>
    public static IEnumerable<string> Of(RunSummary summary)
    {
        foreach (CampaignFigures campaign in summary.Campaigns)
        {
            yield return Outcome(campaign);
            if (campaign.Reasons.Count > 0)
            {
                IEnumerable<string> reasons = campaign.Reasons.Take(ReasonsMax).Select(reason => Text($"{reason.Hosts:N0} by {reason.Reason}"));
                string more = campaign.Reasons.Count > ReasonsMax ? ", others in campaigns.csv" : "";
                string blocked = Verdict.Count(campaign.Blocked + campaign.Refused, "host was", "hosts were");
                yield return $"{campaign.Campaign}: {blocked} blocked: {string.Join("; ", reasons)}{more}.";
            }
        }

        if (OfOutages(summary.Outages) is { } outages)
        {
            yield return outages;
        }

        if (summary.DeviceFaults is { } faults)
        {
            yield return OfDevices(faults);
        }

        if (summary.Cleaning is { Returned: > 0 } cleaning)
        {
            string times = cleaning.Seconds is { P50: { } median, P95: { } most }
                ? $" after {Verdict.Length(TimeSpan.FromSeconds(median))} in the middle, {Verdict.Length(TimeSpan.FromSeconds(most))} at p95"
                : "";
            yield return Text($"One-time-use devices: of {cleaning.Returned:N0} that servers left, {cleaning.Cleaned:N0} were cleaned ")
                + Text($"and free again{times}; ")
                + Text($"{cleaning.FoundByPolling:N0} were found by polling, as their notification was late or lost.");
        }

        LiveMigrationFigures live = summary.LiveMigrations;
        if (live.Count > 0)
        {
            string pauses = live.DowntimeSeconds is { P50: { } median, P95: { } most, Max: { } longest }
                ? Text($" Guests stood still for {median * 1000:0} ms in the middle, {most * 1000:0} ms at p95, {longest * 1000:0} ms at most;")
                    + Text($" {live.BytesMoved / 1e12:0.0} TB were sent.")
                : "";
            yield return Text($"Live migrations: {live.Completed:N0} of {live.Count:N0} arrived, {live.Cancelled:N0} were given up, ")
                + Text($"{live.Failed:N0} refused or broken.") + pauses;
        }
    }

    private static string? OfOutages(OutageFigures outages)
    {
        if (outages.HostFailures + outages.PlacementOutages == 0)
        {
            return null;
        }

        string racks = outages.RackFailures > 0 ? $", {Verdict.Count(outages.RackFailures, "time", "times")} with a whole rack" : "";
        string placement = outages.PlacementOutages > 0 ? $"; Placement was away {Verdict.Count(outages.PlacementOutages, "time", "times")}" : "";
        return Text($"Hosts went down {Verdict.Count(outages.HostFailures, "time", "times")}{racks}, with {outages.ServersHit:N0} running servers")
            + placement
            + Again(outages.Evacuated, outages.EvacuatedSeconds, "evacuated and ran again elsewhere")
            + Again(outages.Waited, outages.WaitedSeconds, "waited for the repair of their host")
            + StillDown(outages.ServersHit - outages.Evacuated - outages.Waited)
            + (outages.NotEvacuated > 0 ? Text($"; {outages.NotEvacuated:N0} evacuations failed") : "") + ".";
    }

    private static string OfDevices(DeviceFaultFigures faults)
    {
        string replaced = faults.Replaced > 0 ? Text($", {faults.Replaced:N0} times to be replaced by another one") : "";
        string moved = faults.ServersMoved + faults.ServersNotMoved > 0
            ? Text($"; {faults.ServersMoved:N0} were moved, {faults.ServersNotMoved:N0} in vain")
            : "";
        string given = faults.ServersGivenBroken > 0 ? Text($"; {faults.ServersGivenBroken:N0} were given a broken one") : "";
        string time = faults.HitSeconds is { P50: { } median, P95: { } most }
            ? $" and had none for {Verdict.Length(TimeSpan.FromSeconds(median))} in the middle, {Verdict.Length(TimeSpan.FromSeconds(most))} at p95"
            : "";
        string still = faults.ServersStillHit > 0 ? Text($"; {faults.ServersStillHit:N0} had none at the end") : "";
        return Text($"Devices failed {Verdict.Count(faults.Failures, "time", "times")}{replaced}: {faults.ServersHit:N0} times a server lost one")
            + time + moved + given + still
            + Text($". {faults.StartsRefused:N0} guests did not start, as Nova gave them a device that was missing.")
            + (faults.RestartsRefused > 0 ? Text($" nova-compute refused to start {Verdict.Count(faults.RestartsRefused, "time", "times")}.") : "");
    }

    private static string StillDown(int servers) => servers > 0 ? Text($"; {servers:N0} did not run again") : "";

    private static string Again(int servers, Quantiles seconds, string what) => seconds is { P50: { } median, P95: { } most }
        ? Text($"; {servers:N0} {what}, after {Verdict.Length(TimeSpan.FromSeconds(median))} in the middle, ")
            + $"{Verdict.Length(TimeSpan.FromSeconds(most))} at p95"
        : "";

    private static string Outcome(CampaignFigures campaign)
    {
        if (campaign.StartedS is not { } start)
        {
            return $"{campaign.Campaign}: did not start before the run ended.";
        }

        if (campaign.Hosts == 0)
        {
            return $"{campaign.Campaign}: done after {Verdict.Length(TimeSpan.FromSeconds(start))}.";
        }

        string verb = campaign.Kind switch { "drain" => "drained", "restart" => "restarted", _ => "drained and worked on" };
        string time = campaign.EndedS is { } end
            ? $" in {Verdict.Length(TimeSpan.FromSeconds(end - start))}"
            : Text($"; {campaign.Unfinished:N0} were left when the run ended");
        string host = campaign.HostSeconds is { P50: { } median, Max: { } longest }
            ? $" ({Verdict.Length(TimeSpan.FromSeconds(median))} a host in the middle, {Verdict.Length(TimeSpan.FromSeconds(longest))} at most)"
            : "";
        string moves = campaign.MovedLive + campaign.MovedCold + campaign.Stayed == 0
            ? ""
            : Text($"; {campaign.MovedLive:N0} servers migrated live, {campaign.MovedCold:N0} cold, {campaign.Stayed:N0} stayed");
        return Text($"{campaign.Campaign}: {verb} {campaign.Done:N0} of {campaign.Hosts:N0} hosts{time}{host}{moves}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
