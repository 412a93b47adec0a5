namespace Model.Placement;

/// <summary>
/// Walks the candidates of one tree in order, cutting every branch as soon as it cannot become a candidate: a list of providers per
/// part, and an odometer over them with running sums. Reused from tree to tree; nothing is allocated per tree once the buffers have
/// their size.
/// </summary>
internal sealed partial class TreeSearch
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

    /// <summary>Whether the shared scratch memory is still what it was when this search was made.</summary>
    public bool HasCurrentScratch => _index.Scratch() == (_pending, _isTaken);

    /// <summary>The parts of the request.</summary>
    public CandidatePart[] Parts => _request.Parts;

    /// <summary>The providers of the current candidate, by part.</summary>
    public ReadOnlySpan<int> Picks => _picks;

    /// <summary>The place of the current candidate in the lists of its parts, by which <see cref="LoadAt"/> finds it again.</summary>
    public ReadOnlySpan<int> Digits => _digits;

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
