using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says which servers a campaign could not move from their hosts.</summary>
internal static class StayWords
{
    private const int NamesMax = 6;

    /// <summary>The sentence; null when all moved.</summary>
    public static string? Of(RunResult result, string campaign)
    {
        Dictionary<string, string> flavors = new(StringComparer.Ordinal);
        foreach (ServerRecord server in result.Servers)
        {
            flavors[server.Name] = server.Flavor;
        }

        (string Server, string Host)[] stays =
        [
            .. result.Campaigns.Where(row => row.Campaign == campaign && row.Stayed > 0)
                .SelectMany(row => row.ServersStayed.Split(' ').Select(server => (server, row.Host))),
        ];
        if (stays.Length == 0)
        {
            return null;
        }

        IEnumerable<string> kinds = stays.GroupBy(stay => flavors.GetValueOrDefault(stay.Server, ""), StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count():N0} of flavor {kind.Key}"));
        IEnumerable<string> names = stays.Take(NamesMax).Select(stay => $"{stay.Server} on {stay.Host}");
        string more = stays.Length > NamesMax ? " and others, in campaigns.csv" : "";
        return $"{campaign}: {Verdict.Count(stays.Length, "server", "servers")} stayed, {string.Join(", ", kinds)}: "
            + $"{string.Join(", ", names)}{more}.";
    }
}
