using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what came of campaigns, failures and moves, for the verdict of a run.</summary>
internal static class CampaignWords
{
    private const int ReasonsMax = 3;

    /// <summary>Sentences about each campaign, about failures, moves, one-time-use devices, and what Nova left behind.</summary>
    public static IEnumerable<string> Of(RunResult result)
    {
        RunSummary summary = result.Summary;
        foreach (CampaignFigures campaign in summary.Campaigns)
        {
            yield return Outcome(campaign);
            if (campaign.Kind == "controllers" && campaign.StartedS is { } switched)
            {
                yield return SwitchWords.Of(result, campaign.Campaign, switched);
            }

            if (campaign.Reasons.Count > 0)
            {
                IEnumerable<string> reasons = campaign.Reasons.Take(ReasonsMax).Select(reason => Text($"{reason.Hosts:N0} by {reason.Reason}"));
                string more = campaign.Reasons.Count > ReasonsMax ? ", others in campaigns.csv" : "";
                string blocked = Verdict.Count(campaign.Blocked + campaign.Refused, "host was", "hosts were");
                yield return $"{campaign.Campaign}: {blocked} blocked: {string.Join("; ", reasons)}{more}.";
            }

            if (StayWords.Of(result, campaign.Campaign) is { } stayed)
            {
                yield return stayed;
            }
        }

        foreach (string sentence in OutageWords.Of(result))
        {
            yield return sentence;
        }

        if (summary.ServiceFaults is { } services && ServiceFaultWords.Of(services) is { } told)
        {
            yield return told;
        }

        if (summary.DeviceFaults is { } faults)
        {
            yield return OfDevices(faults);
        }

        if (summary.Cleaning is { Returned: > 0 } cleaning)
        {
            string times = cleaning.Seconds is { P50: { } median, P95: { } most }
                ? $" after {Length(median)} in the middle, {Length(most)} at p95"
                : "";
            string polled = cleaning.PolledSeconds.P50 is { } late ? $", which took {Length(late)} in the middle" : "";
            yield return Text($"One-time-use devices: of {cleaning.Returned:N0} that servers left, {cleaning.Cleaned:N0} were cleaned ")
                + Text($"and free again{times}; {cleaning.FoundByPolling:N0} were found by polling, as their notification was late or ")
                + Text($"lost{polled}. On average {cleaning.IdleMean:0.#} devices stood idle between two servers.");
        }

        foreach (string sentence in MoveWords.Of(summary).Concat(LeakWords.Of(result)))
        {
            yield return sentence;
        }
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

    private static string Length(double seconds) => Verdict.Length(TimeSpan.FromSeconds(seconds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
