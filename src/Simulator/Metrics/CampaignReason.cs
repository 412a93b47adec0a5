namespace Simulator.Metrics;

/// <summary>Why hosts of a campaign were not done.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="Hosts">How many.</param>
public sealed record CampaignReason(string Reason, int Hosts);
