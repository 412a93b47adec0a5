namespace Model.Placement;

/// <summary>
/// Walks the candidates of one tree in order, cutting every branch as soon as it cannot become a candidate: a list of providers per
/// part, and an odometer over them with running sums. Reused from tree to tree; nothing is allocated per tree once the buffers have
/// their size.
/// </summary>
internal sealed class TreeSearch
{
    private readonly PlacementStore _store;
    private readonly CandidateIndex _index;
    private readonly CompiledRequest _request;
    private readonly bool _isWide;
    private readonly bool _countsRejected;
    private readonly int[][] _options;
    private readonly ulong[] _listsOfClass;
    private readonly int[] _count;
    private readonly int[] _digits;
    private readonly int[] _picks;
    private readonly long[] _pending;
    private readonly bool[] _isTaken;
    private readonly Comparison<int> _byName;
    private int _depth;
    private UInt128 _leaves;

    /// <summary>Makes a search.</summary>
    /// <param name="store">The store.</param>
    /// <param name="index">Its index, fresh.</param>
    /// <param name="request">The request, made ready.</param>
    /// <param name="options">The service's options.</param>
    public TreeSearch(PlacementStore store, CandidateIndex index, CompiledRequest request, CandidateOptions options)
    {
        _store = store;
        _index = index;
        _request = request;
        _isWide = options.OptimizeForWideTrees;

        // With the wide-tree option turns of the breadth-first strategy count the products that capacity has let through, so these
        // have to be walked even where policy or subtree will reject them.
        _countsRejected = _isWide && options.Strategy == CandidateStrategy.BreadthFirst;
        _options = new int[request.PartOfList.Length][];
        Array.Fill(_options, []);
        _count = new int[request.PartOfList.Length];
        _digits = new int[request.Parts.Length];
        _picks = new int[request.Parts.Length];
        (_pending, _isTaken) = index.Scratch();
        _listsOfClass = request.ListsOfClass;
        _byName = (left, right) => string.CompareOrdinal(store.NameOf(left), store.NameOf(right));
    }

    /// <summary>The parts of the request.</summary>
    public CandidatePart[] Parts => _request.Parts;

    /// <summary>The providers of the current candidate, by part.</summary>
    public ReadOnlySpan<int> Picks => _picks;

    /// <summary>The place of the current candidate in the lists of its parts, by which <see cref="LoadAt"/> finds it again.</summary>
    public ReadOnlySpan<int> Digits => _digits;

    /// <summary>Collects the providers of a tree that can serve each part; false if no candidate is possible.</summary>
    public bool Load(int tree)
    {
        Unload();
        int root = _index.RootOf(tree);
        if (!_request.AllowsRoot(_store, root))
        {
            return false;
        }

        _leaves = 0;
        Array.Clear(_count);
        foreach (int provider in _index.MembersOf(tree))
        {
            Offer(provider, root, isFromOtherTree: false);
        }

        if (_index.HasSharing)
        {
            OfferSharing(tree, root);
        }

        if (_count.AsSpan().Contains(0))
        {
            return false;
        }

        return TreeFeasibility.IsPossible(_store, _request, _isWide, _options, _count);
    }

    /// <summary>Goes to the tree's first candidate; false if there is none.</summary>
    public bool First()
    {
        Unload();
        _digits[0] = -1;
        return Move(0);
    }

    /// <summary>Goes to the next candidate; false if there is none.</summary>
    public bool Next()
    {
        Pop(--_depth);
        return Move(_depth);
    }

    /// <summary>Loads a tree, unchanged since, and goes to the candidate that had these digits and this turn.</summary>
    public void LoadAt(int tree, ReadOnlySpan<int> digits, UInt128 turn)
    {
        bool isPossible = Load(tree);
        _leaves = turn + 1;
        for (int part = 0; isPossible && part < digits.Length; part++)
        {
            _digits[part] = digits[part];
            isPossible = TryPush(part);
            _depth++;
        }

        if (!isPossible)
        {
            throw new InvalidOperationException("a candidate that was possible is not any more");
        }
    }

    /// <summary>
    /// How many products of the tree the service would have generated before the current candidate: its turn in the breadth-first
    /// strategy.
    /// </summary>
    public UInt128 Turn()
    {
        if (_countsRejected)
        {
            return _leaves - 1;
        }

        UInt128 turn = 0;
        for (int part = 0; part < _digits.Length;)
        {
            int end = part + 1;
            while (end < _digits.Length && _request.GroupOfPart[end] == _request.GroupOfPart[part])
            {
                end++;
            }

            (UInt128 place, UInt128 count) = PlaceInGroup(part, end);
            turn = (turn * count) + place;
            part = end;
        }

        return turn;
    }

    /// <summary>Number of candidates of the loaded tree. Where the parts do not get in each other's way they are not walked.</summary>
    public long Count()
    {
        if (TreeFeasibility.TryCount(_store, _request, _isWide, _options, _count) is { } count)
        {
            return count;
        }

        long walked = 0;
        for (bool found = First(); found; found = Next())
        {
            walked++;
        }

        return walked;
    }

    /// <summary>The place of the current picks of a group among its answers, and how many answers it has.</summary>
    private (UInt128 Place, UInt128 Count) PlaceInGroup(int first, int end)
    {
        CompiledGroup group = _request.Groups[_request.GroupOfPart[first]];
        UInt128 place = 0;
        UInt128 count = 1;
        for (int part = first; part < end; part++)
        {
            uint radix = (uint)_count[_request.ListOfPart[part]];
            place = (place * radix) + (uint)_digits[part];
            count *= radix;
        }

        if (!group.IsPlain || group.AllRequirements == 0)
        {
            return (place, count);
        }

        // Only products that have the required traits are answers of the plain group.
        UInt128 passing = 0;
        UInt128 before = 0;
        for (UInt128 product = 0; product < count; product++)
        {
            if (HasRequirements(group, first, end, product))
            {
                passing++;
                before += product < place ? 1u : 0u;
            }
        }

        return (before, passing);
    }

    private bool HasRequirements(CompiledGroup group, int first, int end, UInt128 product)
    {
        ulong met = 0;
        for (int part = end - 1; part >= first; part--)
        {
            int list = _request.ListOfPart[part];
            uint radix = (uint)_count[list];
            met |= group.RequirementsMet[_store.TraitSetOf(_options[list][(int)(product % radix)])];
            product /= radix;
        }

        return met == group.AllRequirements;
    }

    /// <summary>Adds a provider to the lists of all parts that it can serve; goes through its inventories once for all of them.</summary>
    private void Offer(int provider, int root, bool isFromOtherTree)
    {
        for (int row = _store.FirstRowOf(provider); row >= 0; row = _store.NextRow(row))
        {
            int resourceClass = _store.ClassOfRow(row);
            ulong lists = resourceClass < _listsOfClass.Length ? _listsOfClass[resourceClass] : 0;
            for (; lists != 0; lists &= lists - 1)
            {
                int list = System.Numerics.BitOperations.TrailingZeroCount(lists);
                CandidatePart part = _request.Parts[_request.PartOfList[list]];
                if (_store.Fits(row, part.Resources[0].Amount) && HasOthers(part, provider))
                {
                    Add(list, provider, root, isFromOtherTree);
                }
            }
        }

        foreach (int list in _request.OtherLists)
        {
            if (HasOthers(_request.Parts[_request.PartOfList[list]], provider, from: 0))
            {
                Add(list, provider, root, isFromOtherTree);
            }
        }
    }

    /// <summary>Whether the provider also has what the part asks for besides its first class.</summary>
    private bool HasOthers(CandidatePart part, int provider, int from = 1)
    {
        for (int index = from; index < part.Resources.Length; index++)
        {
            int row = _store.FindRow(provider, part.Resources[index].ResourceClass);
            if (row < 0 || !_store.Fits(row, part.Resources[index].Amount))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(int list, int provider, int root, bool isFromOtherTree)
    {
        CompiledGroup group = _request.Groups[_request.GroupOfPart[_request.PartOfList[list]]];
        if (group.Allows(_store, provider, root, isFromOtherTree))
        {
            if (_count[list] == _options[list].Length)
            {
                Array.Resize(ref _options[list], Math.Max(16, _count[list] * 2));
            }

            _options[list][_count[list]++] = provider;
        }
    }

    private void OfferSharing(int tree, int root)
    {
        foreach (int provider in _index.SharingOf(tree))
        {
            Offer(provider, root, isFromOtherTree: true);
        }

        for (int list = 0; list < _options.Length; list++)
        {
            _options[list].AsSpan(0, _count[list]).Sort(_byName);
        }
    }

    /// <summary>Takes back the current candidate; must be called when the search ends, as scratch memory is shared.</summary>
    public void Unload()
    {
        while (_depth > 0)
        {
            Pop(--_depth);
        }
    }

    /// <summary>The odometer: turns the digit at a level on, and all below it from their start, to the next candidate.</summary>
    private bool Move(int level)
    {
        int last = _digits.Length - 1;
        while (true)
        {
            if (++_digits[level] >= _count[_request.ListOfPart[level]])
            {
                if (level == 0)
                {
                    return false;
                }

                Pop(--_depth);
                level--;
            }
            else if (TryPush(level))
            {
                _depth++;
                if (level < last)
                {
                    level++;
                    _digits[level] = -1;
                }
                else if (IsWanted())
                {
                    return true;
                }
                else
                {
                    Pop(--_depth);
                }
            }
        }
    }

    /// <summary>At a whole product: whether it passes what was not tested on the way; counts it as a turn if that is asked.</summary>
    private bool IsWanted()
    {
        if (!_countsRejected)
        {
            return true;
        }

        _leaves++;
        for (int part = 0; part < _picks.Length; part++)
        {
            if (!IsAlone(part) || !SatisfiesSubtrees(part))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAlone(int part)
    {
        for (int other = 0; _request.IsIsolated && !_request.Parts[part].IsPlain && other < part; other++)
        {
            if (_picks[other] == _picks[part] && !_request.Parts[other].IsPlain)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryPush(int part)
    {
        int provider = _options[_request.ListOfPart[part]][_digits[part]];
        bool isIsolated = _request.IsIsolated && !_request.Parts[part].IsPlain && !_countsRejected;
        if (isIsolated && _isTaken[provider])
        {
            return false;
        }

        _picks[part] = provider;
        if (!HasRequirementsUpTo(part) || (!_countsRejected && !SatisfiesSubtrees(part)) || !TryTake(part, provider))
        {
            return false;
        }

        if (isIsolated)
        {
            _isTaken[provider] = true;
        }

        return true;
    }

    private void Pop(int part)
    {
        int provider = _picks[part];
        if (_request.IsContended[part])
        {
            foreach (PartResource wanted in _request.Parts[part].Resources)
            {
                _pending[_store.FindRow(provider, wanted.ResourceClass)] -= wanted.Amount;
            }
        }

        if (_request.IsIsolated && !_request.Parts[part].IsPlain && !_countsRejected)
        {
            _isTaken[provider] = false;
        }
    }

    /// <summary>Adds the part's amounts to the running sums, unless they become more than an inventory has or gives at a time.</summary>
    private bool TryTake(int part, int provider)
    {
        if (!_request.IsContended[part])
        {
            return true;
        }

        PartResource[] resources = _request.Parts[part].Resources;
        for (int index = 0; index < resources.Length; index++)
        {
            int row = _store.FindRow(provider, resources[index].ResourceClass);
            long sum = _pending[row] + resources[index].Amount;
            long used = _isWide ? 0 : _store.UsedOf(row);
            if (sum > _store.CapacityOf(row) - used || sum > _store.MaxUnitOf(row))
            {
                while (--index >= 0)
                {
                    _pending[_store.FindRow(provider, resources[index].ResourceClass)] -= resources[index].Amount;
                }

                return false;
            }

            _pending[row] = sum;
        }

        return true;
    }

    /// <summary>At the last part of the plain group: whether its providers together have the required traits.</summary>
    private bool HasRequirementsUpTo(int part)
    {
        int groupIndex = _request.GroupOfPart[part];
        CompiledGroup group = _request.Groups[groupIndex];
        if (!group.IsPlain || group.AllRequirements == 0
            || (part + 1 < _picks.Length && _request.GroupOfPart[part + 1] == groupIndex))
        {
            return true;
        }

        ulong met = 0;
        for (int member = part; member >= 0 && _request.GroupOfPart[member] == groupIndex; member--)
        {
            met |= group.RequirementsMet[_store.TraitSetOf(_picks[member])];
        }

        return met == group.AllRequirements;
    }

    private bool SatisfiesSubtrees(int part)
    {
        foreach (int[] parts in _request.Subtrees[part])
        {
            if (!HaveTop(parts))
            {
                return false;
            }
        }

        return true;
    }

    private bool HaveTop(int[] parts)
    {
        foreach (int candidate in parts)
        {
            int top = _picks[candidate];
            bool isTop = true;
            for (int index = 0; isTop && index < parts.Length; index++)
            {
                isTop = IsUnder(_picks[parts[index]], top);
            }

            if (isTop)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUnder(int provider, int top)
    {
        while (provider >= 0 && provider != top)
        {
            provider = _store.ParentOf(provider);
        }

        return provider == top;
    }
}
