using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A planned fault as read.</summary>
internal readonly record struct FaultEntry(FaultPoint Point, Placed<string> Host)
{
    /// <summary>The faults whose hosts exist; others are reported.</summary>
    public static IReadOnlyList<PlannedFault> Resolve(BindContext context, IReadOnlyList<FaultEntry> entries, IReadOnlyCollection<string> hosts) =>
    [
        .. entries.Where(entry => context.Knows("host", entry.Host, hosts)).Select(entry => new PlannedFault(entry.Point, entry.Host.Value)),
    ];
}
