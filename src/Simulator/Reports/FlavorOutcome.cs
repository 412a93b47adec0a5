using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>What became of the servers of one flavor.</summary>
/// <param name="Flavor">Flavor name.</param>
/// <param name="Requested">Servers asked for.</param>
/// <param name="Started">Servers that ran at some time.</param>
/// <param name="Failed">Servers refused.</param>
/// <param name="MainReason">The most frequent cause of refusal, or empty.</param>
public sealed record FlavorOutcome(string Flavor, int Requested, int Started, int Failed, string MainReason)
{
    /// <summary>One row a flavor that was asked for, most refused first, then by name.</summary>
    public static IReadOnlyList<FlavorOutcome> Of(IReadOnlyList<ServerRecord> servers) =>
    [
        .. servers.GroupBy(server => server.Flavor, StringComparer.Ordinal)
            .Select(Outcome)
            .OrderByDescending(outcome => outcome.Failed)
            .ThenBy(outcome => outcome.Flavor, StringComparer.Ordinal),
    ];

    private static FlavorOutcome Outcome(IGrouping<string, ServerRecord> group)
    {
        List<ServerRecord> failed = [.. group.Where(server => server.State == ServerState.Error)];
        string reason = failed.GroupBy(server => server.Failure?.Reason ?? "", StringComparer.Ordinal)
            .OrderByDescending(reasons => reasons.Count())
            .ThenBy(reasons => reasons.Key, StringComparer.Ordinal)
            .Select(reasons => reasons.Key)
            .FirstOrDefault("");
        return new FlavorOutcome(group.Key, group.Count(), group.Count(server => server.ActiveAt is not null), failed.Count, reason);
    }
}
