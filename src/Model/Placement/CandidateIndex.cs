using System.Runtime.Intrinsics;

namespace Model.Placement;

/// <summary>
/// What the fast candidate search keeps about the trees: the order of roots by name, the members of each tree by name, per resource
/// class a column over all trees with the greatest and the summed free amount, and which sharing providers each tree can use.
/// Changes are noted when they happen and worked in when it is next asked, each at the cost of the trees that changed.
/// </summary>
/// <remarks>A tree has an ordinal that stays; columns are indexed by it. The order by name is a permutation of the ordinals.</remarks>
internal sealed class CandidateIndex(PlacementStore store)
{
    /// <summary>More new roots than this at a time are sorted in, fewer are inserted one by one.</summary>
    private const int InsertionBound = 64;

    private readonly List<int> _order = [];
    private readonly List<int> _newTrees = [];
    private readonly List<int> _staleTrees = [];
    private readonly Stack<int> _freeTrees = new();
    private readonly List<int> _sharing = [];
    private int[] _treeOfRoot = [];
    private int[] _rootOfTree = [];
    private int[]?[] _members = [];
    private int[]?[] _sharingOfTree = [];
    private bool[] _isStale = [];
    private long[]?[] _maxFree = [];
    private long[]?[] _sumFree = [];
    private long[] _amounts = [];
    private bool[] _marks = [];
    private int[]? _orderedRoots;
    private int[] _placeOfTree = [];
    private int _treeEnd;
    private bool _rootsAreStale = true;
    private bool _sharingIsStale = true;

    /// <summary>Tree ordinals in order of the roots' names.</summary>
    public List<int> Order => _order;

    /// <summary>One more than the greatest tree ordinal.</summary>
    public int TreeEnd => _treeEnd;

    /// <summary>The roots by name; another array whenever one comes, goes or is renamed.</summary>
    public int[] OrderedRoots
    {
        get
        {
            if (_orderedRoots is null)
            {
                _orderedRoots = new int[_order.Count];
                _placeOfTree = new int[_rootOfTree.Length];
                Array.Fill(_placeOfTree, -1);
                for (int place = 0; place < _orderedRoots.Length; place++)
                {
                    _orderedRoots[place] = _rootOfTree[_order[place]];
                    _placeOfTree[_order[place]] = place;
                }
            }

            return _orderedRoots;
        }
    }

    /// <summary>The trees that changed, as they are worked in.</summary>
    public ChangeLog Changes { get; } = new();

    /// <summary>The sharing providers, by name.</summary>
    public List<int> Sharing => _sharing;

    public bool HasSharing => _sharing.Count > 0;

    public int RootOf(int tree) => _rootOfTree[tree];

    public int TreeOf(int root) => _treeOfRoot[root];

    /// <summary>The place of a tree in <see cref="OrderedRoots"/>, which must have been read since roots changed; -1 for none.</summary>
    public int PlaceOf(int tree) => tree < _placeOfTree.Length ? _placeOfTree[tree] : -1;

    /// <summary>The providers of a tree, by name.</summary>
    public int[] MembersOf(int tree) => _members[tree]!;

    /// <summary>The sharing providers of other trees that this tree is an anchor of, by name.</summary>
    public int[] SharingOf(int tree) => _sharingOfTree[tree] ?? [];

    /// <summary>Roots came, went or were renamed.</summary>
    public void RootsChanged()
    {
        _rootsAreStale = true;
        _sharingIsStale = true;
    }

    /// <summary>A tree got, lost or renamed a member, or a member got or lost an inventory.</summary>
    public void TreeChanged(int root)
    {
        int tree = root < _treeOfRoot.Length ? _treeOfRoot[root] : -1;
        if (tree >= 0)
        {
            _members[tree] = null;
            MarkStale(tree);
            _sharingIsStale |= HasSharing;
        }
        else
        {
            RootsChanged();
        }
    }

    /// <summary>An inventory changed, or what is used of it, or a member's traits or aggregates.</summary>
    public void RowChanged(int root)
    {
        int tree = root < _treeOfRoot.Length ? _treeOfRoot[root] : -1;
        if (tree >= 0)
        {
            MarkStale(tree);
        }
    }

    /// <summary>Which providers share, or with whom, may have changed.</summary>
    public void SharingChanged() => _sharingIsStale = true;

    /// <summary>Works in all changes noted since the last time.</summary>
    public void Refresh()
    {
        if (_rootsAreStale)
        {
            RefreshRoots();
            _rootsAreStale = false;
        }

        foreach (int tree in _staleTrees)
        {
            _isStale[tree] = false;
            if (_rootOfTree[tree] >= 0)
            {
                RefreshTree(tree);
                Changes.Add(tree, _treeEnd);
            }
        }

        _staleTrees.Clear();
        if (_sharingIsStale)
        {
            RefreshSharing();
            _sharingIsStale = false;
        }
    }

    /// <summary>The greatest free amount of a class on one provider of the tree; negative if it has none of the class.</summary>
    public long MaxFree(int resourceClass, int tree) =>
        resourceClass < _maxFree.Length && _maxFree[resourceClass] is { } column ? column[tree] : long.MinValue;

    /// <summary>The free amount of a class on all providers of the tree together.</summary>
    public long SumFree(int resourceClass, int tree) =>
        resourceClass < _sumFree.Length && _sumFree[resourceClass] is { } column ? column[tree] : 0;

    /// <summary>Takes out of a bit set of trees those where no provider has this much of a class free.</summary>
    public void KeepMaxFree(int resourceClass, long amount, Span<ulong> trees) => Keep(_maxFree, resourceClass, amount, trees);

    /// <summary>Takes out of a bit set of trees those that have less than this of a class free in all.</summary>
    public void KeepSumFree(int resourceClass, long amount, Span<ulong> trees) => Keep(_sumFree, resourceClass, amount, trees);

    private static void Keep(long[]?[] columns, int resourceClass, long amount, Span<ulong> trees)
    {
        if (resourceClass >= columns.Length || columns[resourceClass] is not { } column)
        {
            trees.Clear();
            return;
        }

        Vector512<long> least = Vector512.Create(amount);
        for (int word = 0; word < trees.Length; word++)
        {
            if (trees[word] == 0)
            {
                continue;
            }

            ulong kept = 0;
            ReadOnlySpan<long> values = column.AsSpan(word * 64, 64);
            for (int lane = 0; lane < 64; lane += 8)
            {
                kept |= Vector512.GreaterThanOrEqual(Vector512.Create(values[lane..]), least).ExtractMostSignificantBits() << lane;
            }

            trees[word] &= kept;
        }
    }

    /// <summary>
    /// Shared scratch memory of one search at a time: an amount per inventory, all zero, and a mark per provider, all false; whoever
    /// uses it leaves it so.
    /// </summary>
    public (long[] Amounts, bool[] Marks) Scratch()
    {
        if (_amounts.Length < store.RowEnd)
        {
            _amounts = new long[store.RowEnd * 2];
        }

        if (_marks.Length < store.ProviderEnd)
        {
            _marks = new bool[store.ProviderEnd * 2];
        }

        return (_amounts, _marks);
    }

    private void MarkStale(int tree)
    {
        if (!_isStale[tree])
        {
            _isStale[tree] = true;
            _staleTrees.Add(tree);
        }
    }

    private void RefreshRoots()
    {
        _orderedRoots = null;
        Array.Resize(ref _treeOfRoot, Math.Max(_treeOfRoot.Length, store.ProviderEnd + (store.ProviderEnd / 2)));
        Array.Fill(_treeOfRoot, -1);
        _newTrees.Clear();
        bool hasGone = false;
        for (int tree = 0; tree < _treeEnd; tree++)
        {
            int root = _rootOfTree[tree];
            if (root >= 0 && store.IsProvider(root) && store.RootOf(root) == root)
            {
                _treeOfRoot[root] = tree;
            }
            else if (root >= 0)
            {
                _rootOfTree[tree] = -1;
                _freeTrees.Push(tree);
                hasGone = true;
            }
        }

        if (hasGone)
        {
            _order.RemoveAll(tree => _rootOfTree[tree] < 0);
        }

        for (int provider = 0; provider < store.ProviderEnd; provider++)
        {
            if (store.IsProvider(provider) && store.RootOf(provider) == provider && _treeOfRoot[provider] < 0)
            {
                _newTrees.Add(NewTree(provider));
            }
        }

        if (_newTrees.Count > InsertionBound || !IsOrdered())
        {
            _order.AddRange(_newTrees);
            _order.Sort(CompareNames);
        }
        else
        {
            foreach (int tree in _newTrees)
            {
                int place = _order.BinarySearch(tree, Comparer<int>.Create(CompareNames));
                _order.Insert(~place, tree);
            }
        }
    }

    private bool IsOrdered()
    {
        for (int place = 1; place < _order.Count; place++)
        {
            if (CompareNames(_order[place - 1], _order[place]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private int CompareNames(int left, int right) =>
        string.CompareOrdinal(store.NameOf(_rootOfTree[left]), store.NameOf(_rootOfTree[right]));

    private int NewTree(int root)
    {
        if (!_freeTrees.TryPop(out int tree))
        {
            tree = _treeEnd++;
            if (tree >= _rootOfTree.Length)
            {
                int length = Math.Max(64, _rootOfTree.Length * 2);
                Array.Resize(ref _rootOfTree, length);
                Array.Resize(ref _members, length);
                Array.Resize(ref _sharingOfTree, length);
                Array.Resize(ref _isStale, length);
                GrowColumns(_maxFree, length, long.MinValue);
                GrowColumns(_sumFree, length, 0);
            }
        }

        _rootOfTree[tree] = root;
        _treeOfRoot[root] = tree;
        _members[tree] = null;
        MarkStale(tree);
        return tree;
    }

    private static void GrowColumns(long[]?[] columns, int length, long filler)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            if (columns[column] is { } old)
            {
                Array.Resize(ref columns[column], length);
                Array.Fill(columns[column]!, filler, old.Length, length - old.Length);
            }
        }
    }

    private void RefreshTree(int tree)
    {
        if (_members[tree] is null)
        {
            List<int> members = [];
            store.CollectSubtree(_rootOfTree[tree], members);
            members.Sort((left, right) => string.CompareOrdinal(store.NameOf(left), store.NameOf(right)));
            _members[tree] = [.. members];
        }

        for (int resourceClass = 0; resourceClass < _maxFree.Length; resourceClass++)
        {
            if (_maxFree[resourceClass] is { } column)
            {
                column[tree] = long.MinValue;
                _sumFree[resourceClass]![tree] = 0;
            }
        }

        foreach (int provider in _members[tree]!)
        {
            for (int row = store.FirstRowOf(provider); row >= 0; row = store.NextRow(row))
            {
                int resourceClass = store.ClassOfRow(row);
                EnsureColumn(resourceClass);
                long free = Math.Max(0, store.CapacityOf(row) - store.UsedOf(row));
                ref long most = ref _maxFree[resourceClass]![tree];
                most = Math.Max(most, free);
                ref long sum = ref _sumFree[resourceClass]![tree];
                sum = free > long.MaxValue - sum ? long.MaxValue : sum + free;
            }
        }
    }

    private void EnsureColumn(int resourceClass)
    {
        if (resourceClass >= _maxFree.Length)
        {
            int length = Math.Max(resourceClass + 1, store.ClassTable.IdCount);
            Array.Resize(ref _maxFree, length);
            Array.Resize(ref _sumFree, length);
        }

        if (_maxFree[resourceClass] is null)
        {
            _maxFree[resourceClass] = new long[_rootOfTree.Length];
            Array.Fill(_maxFree[resourceClass]!, long.MinValue);
            _sumFree[resourceClass] = new long[_rootOfTree.Length];
        }
    }

    private void RefreshSharing()
    {
        _sharing.Clear();
        Array.Clear(_sharingOfTree);
        for (int provider = 0; provider < store.ProviderEnd; provider++)
        {
            if (store.IsProvider(provider) && store.TraitSets.Contains(store.TraitSetOf(provider), store.SharingTrait))
            {
                _sharing.Add(provider);
            }
        }

        _sharing.Sort((left, right) => string.CompareOrdinal(store.NameOf(left), store.NameOf(right)));
        foreach (int tree in HasSharing ? _order : [])
        {
            List<int> usable = [];
            foreach (int sharing in _sharing)
            {
                if (store.RootOf(sharing) != _rootOfTree[tree] && IsAnchor(tree, store.AggregateSetOf(sharing)))
                {
                    usable.Add(sharing);
                }
            }

            _sharingOfTree[tree] = usable.Count == 0 ? null : [.. usable];
        }
    }

    private bool IsAnchor(int tree, int aggregateSet)
    {
        foreach (int member in _members[tree]!)
        {
            if (store.AggregateSets.Overlaps(store.AggregateSetOf(member), aggregateSet))
            {
                return true;
            }
        }

        return false;
    }
}
