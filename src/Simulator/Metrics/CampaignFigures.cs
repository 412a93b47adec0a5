namespace Simulator.Metrics;

/// <summary>Totals of a campaign. Immutable.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Hosts">Hosts it is about.</param>
/// <param name="Done">Hosts done.</param>
/// <param name="Blocked">Hosts on which servers stayed.</param>
/// <param name="Refused">Hosts whose service did not start again.</param>
/// <param name="Unfinished">Hosts that the run ended before.</param>
/// <param name="StartedS">When it started, in seconds; null if it did not.</param>
/// <param name="EndedS">When it was over, in seconds; null if it was not.</param>
/// <param name="MovedLive">Servers that migrated live.</param>
/// <param name="MovedCold">Servers that migrated cold.</param>
/// <param name="Stayed">Servers that stayed.</param>
/// <param name="HostSeconds">Time spent on each host done.</param>
/// <param name="Reasons">Why hosts were not done, most frequent first.</param>
public sealed record CampaignFigures(
    string Campaign,
    string Kind,
    int Hosts,
    int Done,
    int Blocked,
    int Refused,
    int Unfinished,
    double? StartedS,
    double? EndedS,
    int MovedLive,
    int MovedCold,
    int Stayed,
    Quantiles HostSeconds,
    IReadOnlyList<CampaignReason> Reasons);
