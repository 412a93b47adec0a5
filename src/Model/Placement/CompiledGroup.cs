namespace Model.Placement;

/// <summary>A request group with its names looked up and its questions about trait and aggregate sets answered per distinct set.</summary>
internal sealed class CompiledGroup
{
    private readonly bool[] _hasTraits;
    private readonly bool[]? _isMember;
    private readonly bool[]? _isForbiddenMember;

    public CompiledGroup(PlacementStore store, RequestGroup group, int treeRoot)
    {
        IsPlain = !group.UsesOneProvider;
        TreeRoot = treeRoot;
        int[][] required = [.. group.RequiredTraits.Select(any => any.Select(store.TraitTable.Find).ToArray())];
        int[] forbidden = [.. group.ForbiddenTraits.Select(store.TraitTable.Find)];
        IntSetTable sets = store.TraitSets;
        _hasTraits = new bool[sets.Count];
        RequirementsMet = new ulong[sets.Count];
        AllRequirements = required.Length == 0 ? 0 : ulong.MaxValue >> (64 - required.Length);
        for (int set = 0; set < sets.Count; set++)
        {
            for (int index = 0; index < required.Length; index++)
            {
                RequirementsMet[set] |= required[index].Any(trait => sets.Contains(set, trait)) ? 1UL << index : 0;
            }

            _hasTraits[set] = !forbidden.Any(trait => sets.Contains(set, trait))
                && (IsPlain || RequirementsMet[set] == AllRequirements);
        }

        if (group.MemberOf.Count > 0)
        {
            _isMember = Sets(store, set => group.MemberOf.All(any => any.Any(aggregate => IsIn(store, set, aggregate))));
        }

        if (group.ForbiddenAggregates.Count > 0)
        {
            _isForbiddenMember = Sets(store, set => group.ForbiddenAggregates.Any(aggregate => IsIn(store, set, aggregate)));
        }
    }

    /// <summary>More trait requirements than this in one group are left to the literal search.</summary>
    public const int MaxRequirements = 64;

    public bool IsPlain { get; }

    /// <summary>Root of the tree that must serve the group, or -1.</summary>
    public int TreeRoot { get; }

    /// <summary>By trait set: which of the required items it meets, one bit each.</summary>
    public ulong[] RequirementsMet { get; }

    /// <summary>One bit for each required item.</summary>
    public ulong AllRequirements { get; }

    /// <summary>
    /// Whether traits, aggregates and tree allow the provider to serve the group in a tree. For the plain group an aggregate of the
    /// root spans the tree, and a sharing provider of another tree must be in the aggregates itself.
    /// </summary>
    public bool Allows(PlacementStore store, int provider, int root, bool isFromOtherTree)
    {
        if (!_hasTraits[store.TraitSetOf(provider)])
        {
            return false;
        }

        int set = store.AggregateSetOf(provider);
        if (!IsPlain)
        {
            return (_isMember is null || _isMember[set])
                && (_isForbiddenMember is null || !_isForbiddenMember[set])
                && (TreeRoot < 0 || store.RootOf(provider) == TreeRoot);
        }

        int rootSet = store.AggregateSetOf(root);
        return (_isMember is null || _isMember[set] || (_isMember[rootSet] && !isFromOtherTree))
            && (_isForbiddenMember is null || !(_isForbiddenMember[set] || _isForbiddenMember[rootSet]))
            && (TreeRoot < 0 || (root == TreeRoot && !isFromOtherTree));
    }

    private static bool[] Sets(PlacementStore store, Func<int, bool> holds)
    {
        bool[] answers = new bool[store.AggregateSets.Count];
        for (int set = 0; set < answers.Length; set++)
        {
            answers[set] = holds(set);
        }

        return answers;
    }

    private static bool IsIn(PlacementStore store, int set, string aggregate)
    {
        int id = store.AggregateTable.Find(aggregate);
        return id >= 0 && store.AggregateSets.Contains(set, id);
    }
}
