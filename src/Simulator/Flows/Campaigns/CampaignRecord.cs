using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows.Campaigns;

/// <summary>How far a campaign is.</summary>
internal sealed class CampaignRecord(Campaign campaign)
{
    /// <summary>The campaign.</summary>
    public Campaign Campaign { get; } = campaign;

    /// <summary>When it started, or null.</summary>
    public TimeSpan? StartedAt { get; set; }

    /// <summary>When it was over, or null.</summary>
    public TimeSpan? EndedAt { get; set; }

    /// <summary>Its hosts in the order of the work.</summary>
    public List<CampaignRow> Rows { get; } =
        [.. campaign.Hosts.Select(host => new CampaignRow { Campaign = campaign.Name, Host = host })];

    /// <summary>Its totals.</summary>
    public CampaignFigures ToFigures()
    {
        Durations times = new();
        foreach (CampaignRow row in Rows.Where(row => row.State == "done"))
        {
            times.Add(TimeSpan.FromSeconds(row.EndedS!.Value - row.StartedS!.Value));
        }

        int Count(string state) => Rows.Count(row => row.State == state);
        int done = Count("done");
        int blocked = Count("blocked");
        int refused = Count("refused");
        return new CampaignFigures(
            Campaign.Name,
            Campaign.Kind.ToString().ToLowerInvariant(),
            Rows.Count,
            done,
            blocked,
            refused,
            Rows.Count - done - blocked - refused,
            StartedAt?.TotalSeconds,
            EndedAt?.TotalSeconds,
            Rows.Sum(row => row.MovedLive),
            Rows.Sum(row => row.MovedCold),
            Rows.Sum(row => row.Stayed),
            Quantiles.Of(times),
            [
                .. Rows.Where(row => row.State is "blocked" or "refused")
                    .GroupBy(row => row.Reason, StringComparer.Ordinal)
                    .Select(group => new CampaignReason(group.Key, group.Count()))
                    .OrderByDescending(reason => reason.Hosts)
                    .ThenBy(reason => reason.Reason, StringComparer.Ordinal),
            ]);
    }
}
