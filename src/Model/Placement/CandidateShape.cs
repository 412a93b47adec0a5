using System.Numerics;

namespace Model.Placement;

/// <summary>
/// What is remembered of a question that is asked again and again: the candidates of each tree. A tree is looked at when an answer first
/// reaches it and again when it has changed. Does not apply where providers share, where a candidate takes nothing from its root, and where
/// a tree has very many candidates.
/// </summary>
internal sealed class CandidateShape(PlacementStore store, CandidateRequest request)
{
    /// <summary>With more candidates than this in a tree nothing is kept.</summary>
    private const int CandidatesMax = 2048;

    private readonly CandidateIndex _index = store.Index;
    private readonly List<int> _walked = [];
    private CompiledRequest? _compiled;
    private TreeSearch? _search;
    private (int Traits, int Aggregates, int Names) _compiledFor = (-1, -1, -1);
    private int[] _roots = [];
    private ulong[] _known = [];
    private ulong[] _has = [];
    private int[]?[]?[] _chunks = [];
    private int[] _ownedSince = [];
    private int _answers;
    private bool _isHopeless;
    private long _cursor;
    private bool _isDirty;
    private int _bound;
    private CandidateSet? _answer;

    /// <summary>The parts of the question with the suffixes of another that is equal up to names; meaningful after an answer.</summary>
    public CandidatePart[] PartsOf(CandidateRequest asked)
    {
        CandidatePart[] parts = _compiled!.Parts;
        if (ReferenceEquals(asked, request) || parts[^1].IsPlain)
        {
            return parts;
        }

        return [.. parts.Select((part, index) => part with { Suffix = asked.Groups[_compiled.GroupOfPart[index]].Suffix })];
    }

    /// <summary>The answer for so many candidates at most, or null when the shape does not apply. The index must be fresh.</summary>
    public CandidateSet? Find(int bound)
    {
        if (_isHopeless || !TryCompile())
        {
            return null;
        }

        CatchUp();
        if (_answer is null || _isDirty || _bound != bound)
        {
            _answer = Collect(bound);
            _bound = bound;
            _isDirty = false;
            _answers++;
        }

        _search!.Unload();
        return _isHopeless ? null : _answer;
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
            _chunks = new int[]?[]?[words];
            _ownedSince = new int[words];
            Array.Fill(_ownedSince, -1);
            _isDirty = true;
            changed = [];
        }

        _cursor = _index.Changes.End;
        foreach (int tree in changed)
        {
            int place = _index.PlaceOf(tree);
            if (place >= 0 && (_known[place >> 6] & (1UL << (place & 63))) != 0)
            {
                _isDirty |= Judge(place);
            }
        }
    }

    /// <summary>Looks at a tree; returns whether its candidates differ from those known before.</summary>
    private bool Judge(int place)
    {
        int word = place >> 6;
        ulong bit = 1UL << (place & 63);
        int root = _roots[place];
        bool had = (_has[word] & bit) != 0;
        bool has = _search!.Load(_index.TreeOf(root)) && _search.First();
        int[]? before = _chunks[word]?[place & 63];
        int[]? after = has ? Walk(root, before) : null;
        _known[word] |= bit;
        _has[word] = has ? _has[word] | bit : _has[word] & ~bit;
        if (ReferenceEquals(before, after))
        {
            return had != has;
        }

        if (_chunks[word] is null || _ownedSince[word] != _answers)
        {
            // Answers given hold the old chunk.
            _chunks[word] = (int[]?[]?)_chunks[word]?.Clone() ?? new int[]?[64];
            _ownedSince[word] = _answers;
        }

        _chunks[word]![place & 63] = after;
        return true;
    }

    /// <summary>All picks from the present candidate on; null where the root serves the only one alone, and the known ones where equal.</summary>
    private int[]? Walk(int root, int[]? known)
    {
        TreeSearch search = _search!;
        int parts = search.Parts.Length;
        _walked.Clear();
        bool found = true;
        while (found && !_isHopeless)
        {
            bool takesFromRoot = false;
            for (int part = 0; part < parts; part++)
            {
                int pick = search.Picks[part];
                takesFromRoot |= pick == root && search.Parts[part].Resources.Length > 0;
                _walked.Add(pick);
            }

            _isHopeless |= !takesFromRoot || _walked.Count > CandidatesMax * parts;
            found = search.Next();
        }

        ReadOnlySpan<int> walked = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_walked);
        bool isPlain = walked.Length == parts && !walked.ContainsAnyExcept(root);
        return isPlain ? null
            : known is not null && walked.SequenceEqual(known) ? known
            : walked.ToArray();
    }

    private CandidateSet Collect(int bound)
    {
        ulong[] bits = new ulong[_has.Length];
        int[]?[]?[]? chunks = null;
        int count = 0;
        for (int word = 0; word < _has.Length && count < bound && !_isHopeless; word++)
        {
            int end = Math.Min(64, _roots.Length - (word * 64));
            for (ulong unknown = ~_known[word] & (ulong.MaxValue >> (64 - end)); unknown != 0; unknown &= unknown - 1)
            {
                Judge((word * 64) + BitOperations.TrailingZeroCount(unknown));
            }

            if (_chunks[word] is null && BitOperations.PopCount(_has[word]) <= bound - count)
            {
                bits[word] = _has[word];
                count += BitOperations.PopCount(_has[word]);
            }
            else
            {
                chunks ??= new int[]?[]?[_has.Length];
                count += Take(word, bound - count, bits, chunks);
            }
        }

        return new CandidateSet(bits, count, _roots, Array.Exists(chunks ?? [], chunk => chunk is not null) ? chunks : null);
    }

    /// <summary>Takes the candidates of 64 roots, one root after the other, as far as there is room.</summary>
    private int Take(int word, int room, ulong[] bits, int[]?[]?[] chunks)
    {
        int parts = _compiled!.Parts.Length;
        int count = 0;
        chunks[word] = _chunks[word];
        for (ulong left = _has[word]; left != 0 && count < room; left &= left - 1)
        {
            int bit = BitOperations.TrailingZeroCount(left);
            int[]? picks = _chunks[word]?[bit];
            bits[word] |= 1UL << bit;
            count += picks is null ? 1 : picks.Length / parts;
            if (count > room)
            {
                chunks[word] = (int[]?[])_chunks[word]!.Clone();
                chunks[word]![bit] = picks![..^((count - room) * parts)];
                count = room;
            }
        }

        return count;
    }
}
