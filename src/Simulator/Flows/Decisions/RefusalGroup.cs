using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>Hosts that one filter refused for one reason.</summary>
/// <param name="Reason">The reason as a clause about a host.</param>
/// <param name="Hosts">The hosts in the order in which they were looked at.</param>
internal sealed record RefusalGroup(string Reason, IReadOnlyList<HostState> Hosts)
{
    /// <summary>The reasons of a filter, or with an empty name those of the request itself; the most frequent first.</summary>
    public static IReadOnlyList<RefusalGroup> Of(GuestDecision guest, string filter) =>
    [
        .. guest.Refusals.Where(refusal => (refusal.Filter?.Name ?? "") == filter)
            .GroupBy(refusal => refusal.Reason, StringComparer.Ordinal)
            .Select(group => new RefusalGroup(group.Key, [.. group.Select(refusal => refusal.State)]))
            .OrderByDescending(group => group.Hosts.Count)
            .ThenBy(group => group.Reason, StringComparer.Ordinal),
    ];
}
