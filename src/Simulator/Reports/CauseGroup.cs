using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Refusals that have one cause in words; recorded causes may differ in figures only.</summary>
/// <param name="Words">The cause in words.</param>
/// <param name="Stage">Who refused, as recorded.</param>
/// <param name="Count">Servers that ended in ERROR by it.</param>
/// <param name="Reasons">The recorded causes, most frequent first.</param>
public sealed record CauseGroup(string Words, string Stage, int Count, IReadOnlyList<string> Reasons)
{
    /// <summary>Groups the causes of a run, most frequent first, then by words.</summary>
    public static IReadOnlyList<CauseGroup> Of(IReadOnlyList<ReasonCount> reasons) =>
    [
        .. reasons.GroupBy(reason => (reason.Stage, Words: CauseWords.Of(reason.Reason)))
            .Select(group => new CauseGroup(
                group.Key.Words, group.Key.Stage, group.Sum(reason => reason.Count), [.. group.Select(reason => reason.Reason)]))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Words, StringComparer.Ordinal)
            .ThenBy(group => group.Stage, StringComparer.Ordinal),
    ];
}
