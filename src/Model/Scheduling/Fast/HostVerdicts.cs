using System.Numerics;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>
/// The verdicts of filters on all hosts for guests that are alike to them: a host is judged when it is first asked for and after each change.
/// </summary>
internal sealed class HostVerdicts
{
    private readonly HostTable _table;
    private readonly IHostFilter[] _filters;
    private readonly ulong[] _known;
    private readonly ulong[][] _passes;
    private long _cursor = -1;
    private CandidateSet? _set;

    /// <summary>Makes verdicts that are all unknown.</summary>
    public HostVerdicts(HostTable table, IHostFilter[] filters)
    {
        _table = table;
        _filters = filters;
        _known = new ulong[(table.Count + 63) / 64];
        _passes = [.. filters.Select(_ => new ulong[_known.Length])];
    }

    /// <summary>Forgets the hosts that changed since the last time, and those whose candidates did.</summary>
    public void CatchUp(CandidateSet set)
    {
        if (!ReferenceEquals(_set, set) && (_set?.Chunks is not null || set.Chunks is not null))
        {
            ForgetMoved(set);
        }

        _set = set;
        if (!_table.Changes.TryRead(_cursor, out ReadOnlySpan<int> changed))
        {
            Array.Clear(_known);
        }

        _cursor = _table.Changes.End;
        foreach (int place in changed)
        {
            _known[place >> 6] &= ~(1UL << (place & 63));
        }
    }

    /// <summary>Which of 64 hosts pass all filters.</summary>
    /// <param name="word">Which 64.</param>
    /// <param name="wanted">The hosts in question, one bit each.</param>
    /// <param name="answer">Placement's answer, in which each of them has one candidate.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="NovaException">What a filter raises.</exception>
    public ulong Passing(int word, ulong wanted, AllocationCandidates answer, RequestSpec request)
    {
        if (_filters.Length == 0)
        {
            return wanted;
        }

        for (ulong unknown = wanted & ~_known[word]; unknown != 0; unknown &= unknown - 1)
        {
            Judge(word, BitOperations.TrailingZeroCount(unknown), answer, request);
        }

        return wanted & _passes[^1][word];
    }

    /// <summary>How many of some hosts, all judged, are left after a filter and those before it.</summary>
    public int CountAfter(IHostFilter filter, ulong[] hosts, int before)
    {
        int index = Array.IndexOf(_filters, filter);
        if (index < 0)
        {
            return before;
        }

        int count = 0;
        for (int word = 0; word < hosts.Length; word++)
        {
            count += BitOperations.PopCount(hosts[word] & _passes[index][word]);
        }

        return count;
    }

    /// <summary>Whether a host, once judged, passes the filters before this one.</summary>
    public bool Reaches(IHostFilter filter, int place)
    {
        int index = Array.IndexOf(_filters, filter);
        return index <= 0 || (_passes[index - 1][place >> 6] & (1UL << (place & 63))) != 0;
    }

    /// <summary>Runs the filters on a host's state up to one of them, or all; returns the verdict of the last one that ran.</summary>
    public FilterVerdict Check(HostState host, RequestSpec request, IHostFilter? last = null)
    {
        FilterVerdict verdict = FilterVerdict.Pass;
        for (int index = 0; index < _filters.Length && verdict.Passes; index++)
        {
            verdict = _filters[index].Check(host, request);
            if (ReferenceEquals(_filters[index], last))
            {
                break;
            }
        }

        return verdict;
    }

    private void ForgetMoved(CandidateSet set)
    {
        for (int word = 0; word < _known.Length; word++)
        {
            int[]?[]? before = _set?.Chunks?[word];
            int[]?[]? after = set.Chunks?[word];
            for (int bit = 0; !ReferenceEquals(before, after) && bit < 64; bit++)
            {
                if (!ReferenceEquals(before?[bit], after?[bit]))
                {
                    _known[word] &= ~(1UL << bit);
                }
            }
        }
    }

    private void Judge(int word, int bit, AllocationCandidates answer, RequestSpec request)
    {
        int place = (word * 64) + bit;
        HostState host = _table.StateOf(place);
        host.TakeCandidates(answer, place);
        ulong mask = 1UL << bit;
        bool passes = true;
        for (int index = 0; index < _filters.Length; index++)
        {
            passes = passes && _filters[index].Check(host, request).Passes;
            ulong[] passing = _passes[index];
            passing[word] = passes ? passing[word] | mask : passing[word] & ~mask;
        }

        _known[word] |= mask;
    }
}
