namespace Model.Placement;

/// <summary>
/// The fast search for allocation candidates: tests capacity of all trees in columns first, then walks only the trees that are left, in
/// order, and only as far as candidates are asked for. It can also say which roots have a candidate and how many, without building
/// any. Equal in content and order to <see cref="ReferenceCandidateSearch"/>.
/// </summary>
public sealed class CandidateSearch
{
    /// <summary>More repeated questions than this at a time are not remembered.</summary>
    private const int ShapesMax = 4096;

    private readonly PlacementStore _store;
    private readonly CandidateIndex _index;
    private readonly List<int> _roots = [];
    private readonly List<int> _picks = [];
    private readonly HashSet<int[]> _sharedOnly = new(PickComparer.Instance);
    private readonly Dictionary<CandidateRequest, CandidateShape> _shapeOfObject = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CandidateKey, CandidateShape> _shapes = [];
    private ulong[] _possible = [];

    internal CandidateSearch(PlacementStore store)
    {
        _store = store;
        _index = store.Index;
    }

    /// <summary>Answers a request as the service would.</summary>
    public AllocationCandidates Find(CandidateRequest request, CandidateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        options ??= CandidateOptions.Default;
        if (request.IsRemembered && Remembered(request, options) is { } remembered)
        {
            return remembered;
        }

        if (!CompiledRequest.TryCompile(_store, request, out CompiledRequest? compiled))
        {
            return ReferenceCandidateSearch.Find(_store, request, options);
        }

        _roots.Clear();
        _picks.Clear();
        _sharedOnly.Clear();
        if (compiled is null)
        {
            return new AllocationCandidates(_store, PlacementResult.Ok, [], [], []);
        }

        Prepare(compiled, options);
        int bound = options.MaxCandidates < 0 ? int.MaxValue : Math.Max(1, options.MaxCandidates);
        int limit = request.Limit ?? int.MaxValue;
        TreeSearch search = new(_store, _index, compiled, options);
        if (options.Draw is { } draw)
        {
            Generate(compiled, options, search, bound);
            Shuffle(compiled, Math.Min(limit, _roots.Count), draw);
        }
        else
        {
            Generate(compiled, options, search, Math.Min(bound, limit));
        }

        search.Unload();
        return new AllocationCandidates(_store, PlacementResult.Ok, compiled.Parts, [.. _roots], [.. _picks]);
    }

    /// <summary>Number of candidates that belong to a root (a candidate of sharing providers only belongs to several roots).</summary>
    /// <returns>0 also for names that do not exist; <see cref="long.MaxValue"/> stands for more than fits.</returns>
    public long Count(CandidateRequest request, string rootUuid)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WithTree(request, rootUuid, search => search.Count());
    }

    /// <summary>Whether any candidate belongs to a root.</summary>
    public bool HasCandidate(CandidateRequest request, string rootUuid)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WithTree(request, rootUuid, search => search.First() ? 1 : 0) > 0;
    }

    /// <summary>The candidate of a root at a place in order, without building those before it; null if there are not so many.</summary>
    public AllocationCandidate? At(CandidateRequest request, string rootUuid, long place)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        int[] picks = [];
        CandidatePart[] parts = [];
        WithTree(request, rootUuid, search =>
        {
            bool found = search.First();
            for (long skipped = 0; found && skipped < place; skipped++)
            {
                found = search.Next();
            }

            picks = found ? search.Picks.ToArray() : [];
            parts = search.Parts;
            return 0;
        });
        return picks.Length == 0
            ? null
            : new AllocationCandidates(_store, PlacementResult.Ok, parts, [_store.ProviderOf(rootUuid)], picks)[0];
    }

    /// <summary>UUIDs of the roots that have a candidate, by name.</summary>
    public IReadOnlyList<string> RootsWithCandidates(CandidateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<string> found = [];
        if (CompiledRequest.TryCompile(_store, request, out CompiledRequest? compiled) && compiled is not null)
        {
            Prepare(compiled, CandidateOptions.Default);
            TreeSearch search = new(_store, _index, compiled, CandidateOptions.Default);
            int? only = OnlyTree(compiled);
            foreach (int tree in only is { } single ? [single] : _index.Order)
            {
                if ((only is not null || IsPossible(tree)) && search.Load(tree) && search.First())
                {
                    found.Add(_store.UuidOf(_index.RootOf(tree)));
                }
            }

            search.Unload();
        }

        return found;
    }

    /// <summary>The answer from what is remembered of the question; null where nothing can be.</summary>
    private AllocationCandidates? Remembered(CandidateRequest request, CandidateOptions options)
    {
        if (options.Draw is not null || options.Strategy != CandidateStrategy.DepthFirst || options.OptimizeForWideTrees)
        {
            return null;
        }

        if (ShapeOf(request) is not { } shape)
        {
            return null;
        }

        _index.Refresh();
        int bound = options.MaxCandidates < 0 ? int.MaxValue : Math.Max(1, options.MaxCandidates);
        return shape.Find(Math.Min(bound, request.Limit ?? int.MaxValue)) is { } found
            ? new AllocationCandidates(_store, shape.PartsOf(request), found, shape)
            : null;
    }

    private CandidateShape? ShapeOf(CandidateRequest request)
    {
        if (_shapeOfObject.TryGetValue(request, out CandidateShape? shape) || !CandidateKey.IsUsual(request))
        {
            return shape;
        }

        if (_shapes.Count == ShapesMax || _shapeOfObject.Count == ShapesMax)
        {
            _shapes.Clear();
            _shapeOfObject.Clear();
        }

        CandidateKey key = new(request);
        if (!_shapes.TryGetValue(key, out shape))
        {
            shape = new CandidateShape(_store, request);
            _shapes.Add(key, shape);
        }

        if (request.IsRepeated)
        {
            _shapeOfObject.Add(request, shape);
        }

        return shape;
    }

    private long WithTree(CandidateRequest request, string rootUuid, Func<TreeSearch, long> ask)
    {
        int root = _store.ProviderOf(rootUuid);
        if (root < 0
            || _store.RootOf(root) != root
            || !CompiledRequest.TryCompile(_store, request, out CompiledRequest? compiled)
            || compiled is null)
        {
            return 0;
        }

        _index.Refresh();
        TreeSearch search = new(_store, _index, compiled, CandidateOptions.Default);
        long answer = search.Load(_index.TreeOf(root)) ? ask(search) : 0;
        search.Unload();
        return answer;
    }

    /// <summary>Brings the index up to date and marks the trees that may have candidates.</summary>
    private void Prepare(CompiledRequest compiled, CandidateOptions options)
    {
        _index.Refresh();
        int words = (_index.TreeEnd + 63) / 64;
        if (_possible.Length != words)
        {
            _possible = new ulong[words];
        }

        if (OnlyTree(compiled) is { } only)
        {
            return;
        }

        Array.Fill(_possible, ulong.MaxValue);
        foreach (CandidatePart part in compiled.Parts)
        {
            foreach (PartResource wanted in part.Resources)
            {
                if (!IsShared(wanted.ResourceClass))
                {
                    _index.KeepMaxFree(wanted.ResourceClass, wanted.Amount, _possible);
                }
            }
        }

        foreach ((int resourceClass, long amount) in compiled.Sums)
        {
            if (!options.OptimizeForWideTrees && !IsShared(resourceClass))
            {
                _index.KeepSumFree(resourceClass, amount, _possible);
            }
        }
    }

    /// <summary>Whether a sharing provider has the class, so that a tree need not have it itself.</summary>
    private bool IsShared(int resourceClass)
    {
        foreach (int sharing in _index.Sharing)
        {
            if (_store.FindRow(sharing, resourceClass) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The one tree that can have candidates because a group names it; null if several can.</summary>
    private int? OnlyTree(CompiledRequest compiled)
    {
        foreach (CompiledGroup group in compiled.Groups)
        {
            if (group.TreeRoot >= 0 && (group.IsPlain || !_index.HasSharing))
            {
                return _index.TreeOf(group.TreeRoot);
            }
        }

        return null;
    }

    private bool IsPossible(int tree) => (_possible[tree >> 6] & (1UL << (tree & 63))) != 0;

    private void Generate(CompiledRequest compiled, CandidateOptions options, TreeSearch search, int bound)
    {
        if (OnlyTree(compiled) is { } only)
        {
            WalkTree(search, only, bound);
        }
        else if (options.Strategy == CandidateStrategy.DepthFirst)
        {
            foreach (int tree in _index.Order)
            {
                if (IsPossible(tree))
                {
                    WalkTree(search, tree, bound);
                    if (_roots.Count >= bound)
                    {
                        return;
                    }
                }
            }
        }
        else
        {
            WalkInTurns(compiled, search, bound);
        }
    }

    private void WalkTree(TreeSearch search, int tree, int bound)
    {
        if (!search.Load(tree))
        {
            return;
        }

        for (bool found = search.First(); found && _roots.Count < bound; found = search.Next())
        {
            Emit(search, tree);
        }
    }

    /// <summary>
    /// One product of each root in turn. Rejected products use up a turn, so candidates are taken in order of (turn, root). Most roots
    /// have a candidate at their very first turn; later ones wait in a queue with the place to continue from.
    /// </summary>
    private void WalkInTurns(CompiledRequest compiled, TreeSearch search, int bound)
    {
        int parts = compiled.Parts.Length;
        PriorityQueue<(int Tree, int Place), (UInt128 Turn, int Place)> waiting = new();
        List<int> digits = [];
        int emitted = 0;
        for (int place = 0; place < _index.Order.Count && emitted < bound; place++)
        {
            int tree = _index.Order[place];
            if (IsPossible(tree) && search.Load(tree) && search.First())
            {
                UInt128 turn = search.Turn();
                waiting.Enqueue((tree, digits.Count), (turn, place));
                digits.AddRange(search.Digits);

                // With as many roots at turn zero as candidates are wanted, no later turn can come up.
                emitted += turn == 0 && !_index.HasSharing ? 1 : 0;
            }
        }

        while (_roots.Count < bound && waiting.TryDequeue(out (int Tree, int Place) next, out (UInt128 Turn, int Place) key))
        {
            Span<int> saved = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(digits).Slice(next.Place, parts);
            search.LoadAt(next.Tree, saved, key.Turn);
            Emit(search, next.Tree);
            if (_roots.Count < bound && search.Next())
            {
                search.Digits.CopyTo(saved);
                waiting.Enqueue(next, (search.Turn(), key.Place));
            }
        }
    }

    private void Emit(TreeSearch search, int tree)
    {
        ReadOnlySpan<int> picks = search.Picks;
        if (_index.HasSharing && AreAllSharing(picks) && !_sharedOnly.Add(picks.ToArray()))
        {
            // The same candidate was found for an earlier root.
            return;
        }

        _roots.Add(_index.RootOf(tree));
        foreach (int pick in picks)
        {
            _picks.Add(pick);
        }
    }

    private bool AreAllSharing(ReadOnlySpan<int> picks)
    {
        foreach (int pick in picks)
        {
            if (!_store.TraitSets.Contains(_store.TraitSetOf(pick), _store.SharingTrait))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps a random choice of the candidates, in random order.</summary>
    private void Shuffle(CompiledRequest compiled, int places, Func<int, int> draw)
    {
        int parts = compiled.Parts.Length;
        List<int> order = [.. Enumerable.Range(0, _roots.Count)];
        CandidateShuffle.Shuffle(order, places, draw);
        int[] roots = [.. order.Take(places).Select(index => _roots[index])];
        int[] picks = [.. order.Take(places).SelectMany(index => _picks.GetRange(index * parts, parts))];
        _roots.Clear();
        _roots.AddRange(roots);
        _picks.Clear();
        _picks.AddRange(picks);
    }

    private sealed class PickComparer : IEqualityComparer<int[]>
    {
        public static PickComparer Instance { get; } = new();

        public bool Equals(int[]? left, int[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] picks)
        {
            unchecked
            {
                int hash = 17;
                foreach (int pick in picks)
                {
                    hash = (hash * 31) + pick;
                }

                return hash;
            }
        }
    }
}
