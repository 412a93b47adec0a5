using System.Collections;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>The roots that an answer describes, spelled out only if somebody looks at them.</summary>
internal sealed class SummaryRoots(AllocationCandidates candidates) : IReadOnlyList<string>
{
    private IReadOnlyList<string>? _names = candidates.Set is null ? candidates.SummaryRoots() : null;

    /// <inheritdoc/>
    public int Count => _names?.Count ?? candidates.Set!.RootCount;

    private IReadOnlyList<string> Names => _names ??= candidates.SummaryRoots();

    /// <inheritdoc/>
    public string this[int index] => Names[index];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Names.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
