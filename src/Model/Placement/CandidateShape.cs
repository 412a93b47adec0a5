using System.Numerics;

namespace Model.Placement;

/// <summary>
/// What is remembered of a question that is asked again and again: which trees have a candidate. A tree is looked at when an answer
/// first reaches it and again when it has changed. Applies only while every candidate is served by its root alone, and no tree reached
/// has two.
/// </summary>
internal sealed class CandidateShape(PlacementStore store, CandidateRequest request)
{
    private readonly CandidateIndex _index = store.Index;
    private CompiledRequest? _compiled;
    private TreeSearch? _search;
    private (int Traits, int Aggregates, int Names) _compiledFor = (-1, -1, -1);
    private int[] _roots = [];
    private ulong[] _known = [];
    private ulong[] _has = [];
    private ulong[] _odd = [];
    private int _oddCount;
    private long _cursor;
    private bool _isDirty;
    private int _bound;
    private CandidateSet? _answer;

    /// <summary>The parts of the request; meaningful after an answer.</summary>
    public CandidatePart[] Parts => _compiled!.Parts;

    /// <summary>The answer for so many candidates at most, or null when the shape does not apply. The index must be fresh.</summary>
    public CandidateSet? Find(int bound)
    {
        if (!TryCompile())
        {
            return null;
        }

        CatchUp();
        if (_answer is null || _isDirty || _bound != bound)
        {
            _answer = Collect(bound);
            _bound = bound;
            _isDirty = _answer is null;
        }

        _search!.Unload();
        return _answer;
    }

    private bool TryCompile()
    {
        (int Traits, int Aggregates, int Names) now =
            (store.TraitSets.Count, store.AggregateSets.Count, store.ClassTable.Removals + store.TraitTable.Removals);
        if (_compiledFor != now)
        {
            // Sets and names never change their meaning, so what is known of trees stays.
            _compiledFor = now;
            _search = null;
            if (!CompiledRequest.TryCompile(store, request, out _compiled))
            {
                _compiled = null;
            }
        }

        if (_compiled is null || _index.HasSharing || Array.Exists(_compiled.Groups, static group => group.TreeRoot >= 0))
        {
            return false;
        }

        if (_search is not { HasCurrentScratch: true })
        {
            _search = new TreeSearch(store, _index, _compiled, CandidateOptions.Default);
        }

        return true;
    }

    private void CatchUp()
    {
        int[] roots = _index.OrderedRoots;
        if (!ReferenceEquals(roots, _roots) || !_index.Changes.TryRead(_cursor, out ReadOnlySpan<int> changed))
        {
            _roots = roots;
            int words = (roots.Length + 63) / 64;
            _known = new ulong[words];
            _has = new ulong[words];
            _odd = new ulong[words];
            _oddCount = 0;
            _isDirty = true;
            changed = [];
        }

        _cursor = _index.Changes.End;
        foreach (int tree in changed)
        {
            int place = _index.PlaceOf(tree);
            ulong bit = 1UL << (place & 63);
            if (place >= 0 && (_known[place >> 6] & bit) != 0)
            {
                ulong before = _has[place >> 6] & bit;
                Judge(place);
                _isDirty |= before != (_has[place >> 6] & bit);
            }
        }
    }

    private void Judge(int place)
    {
        ulong bit = 1UL << (place & 63);
        int root = _roots[place];
        bool has = _search!.Load(_index.TreeOf(root)) && _search.First();
        bool isOdd = has && (_search.Picks.ContainsAnyExcept(root) || _search.Next());
        _oddCount += (isOdd ? 1 : 0) - ((_odd[place >> 6] & bit) != 0 ? 1 : 0);
        Put(_known, place, true);
        Put(_has, place, has);
        Put(_odd, place, isOdd);
    }

    private static void Put(ulong[] bits, int place, bool value)
    {
        ulong bit = 1UL << (place & 63);
        bits[place >> 6] = value ? bits[place >> 6] | bit : bits[place >> 6] & ~bit;
    }

    private CandidateSet? Collect(int bound)
    {
        int count = 0;
        int word = 0;
        for (; word < _has.Length && count < bound; word++)
        {
            int end = Math.Min(64, _roots.Length - (word * 64));
            for (ulong unknown = ~_known[word] & (ulong.MaxValue >> (64 - end)); unknown != 0; unknown &= unknown - 1)
            {
                Judge((word * 64) + BitOperations.TrailingZeroCount(unknown));
            }

            if (_oddCount != 0 && _odd[word] != 0)
            {
                return null;
            }

            count += BitOperations.PopCount(_has[word]);
        }

        ulong[] bits = new ulong[_has.Length];
        _has.AsSpan(0, word).CopyTo(bits);
        for (; count > bound; count--)
        {
            bits[word - 1] ^= 1UL << (63 - BitOperations.LeadingZeroCount(bits[word - 1]));
        }

        return new CandidateSet(bits, count, _roots);
    }
}
