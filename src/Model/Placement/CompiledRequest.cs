namespace Model.Placement;

/// <summary>A request for candidates made ready for the fast search: names looked up, parts that are alike found.</summary>
internal sealed class CompiledRequest
{
    private readonly bool[]? _isAllowedRoot;

    private CompiledRequest(PlacementStore store, CandidateRequest request, int[] treeRoots)
    {
        Parts = CandidatePart.Split(store, request);
        GroupOfPart = [.. Parts.Select(part => GroupWith(request, part.Suffix))];
        Groups = [.. request.Groups.Select((group, index) => new CompiledGroup(store, group, treeRoots[index]))];
        IsIsolated = request.GroupPolicy == GroupPolicy.Isolate;
        if (request.RootRequiredTraits.Count + request.RootForbiddenTraits.Count > 0)
        {
            _isAllowedRoot = new bool[store.TraitSets.Count];
            for (int set = 0; set < _isAllowedRoot.Length; set++)
            {
                _isAllowedRoot[set] = request.RootRequiredTraits.All(t => store.TraitSets.Contains(set, store.TraitTable.Find(t)))
                    && !request.RootForbiddenTraits.Any(t => store.TraitSets.Contains(set, store.TraitTable.Find(t)));
            }
        }

        HashSet<int> contended = [.. AllResources().GroupBy(r => r.ResourceClass).Where(g => g.Count() > 1).Select(g => g.Key)];
        IsContended = [.. Parts.Select(part => part.Resources.Any(r => contended.Contains(r.ResourceClass)))];
        Sums = [.. AllResources().GroupBy(r => r.ResourceClass).Select(g => (g.Key, Sum(g)))];
        FindLists(request);
        Subtrees = [.. Parts.Select((_, part) => SubtreesEndingAt(request, part))];
    }

    public CandidatePart[] Parts { get; }

    public CompiledGroup[] Groups { get; }

    /// <summary>By part, its group.</summary>
    public int[] GroupOfPart { get; }

    /// <summary>By part, the list of providers that can serve it; parts that ask for the same have one list.</summary>
    public int[] ListOfPart { get; private set; } = [];

    /// <summary>By list, a part it is for.</summary>
    public int[] PartOfList { get; private set; } = [];

    /// <summary>By part, whether it asks for a class that another part asks for too, so that amounts may add up on a provider.</summary>
    public bool[] IsContended { get; }

    /// <summary>By part, the sets of parts under a subtree rule whose last part it is.</summary>
    public int[][][] Subtrees { get; }

    /// <summary>By class, the amount of all parts together.</summary>
    public (int ResourceClass, long Amount)[] Sums { get; }

    /// <summary>By resource class, the lists (the first 64) whose part asks for the class first, one bit each.</summary>
    public ulong[] ListsOfClass { get; private set; } = [];

    /// <summary>The lists that are not in <see cref="ListsOfClass"/>: those of groups without resources, and any beyond the 64th.</summary>
    public int[] OtherLists { get; private set; } = [];

    public bool IsIsolated { get; }

    /// <summary>
    /// Makes a request ready. False when the fast search does not apply: some name does not exist (then the literal search finds out
    /// whether that is an error or hidden by an empty group), or there are too many trait requirements.
    /// </summary>
    /// <param name="store">The store asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="compiled">The request made ready; null if it is already clear that nothing can be found.</param>
    public static bool TryCompile(PlacementStore store, CandidateRequest request, out CompiledRequest? compiled)
    {
        compiled = null;
        if (!request.RootRequiredTraits.Concat(request.RootForbiddenTraits).All(store.HasTrait)
            || !request.Groups.All(group => HasNames(store, group)))
        {
            return false;
        }

        int[] treeRoots = new int[request.Groups.Count];
        for (int index = 0; index < treeRoots.Length; index++)
        {
            RequestGroup group = request.Groups[index];
            treeRoots[index] = -1;
            if (group.InTree is { } member)
            {
                int provider = store.ProviderOf(member);
                if (provider < 0)
                {
                    return true;
                }

                // Without resources in_tree does not filter.
                treeRoots[index] = group.Resources.Count > 0 ? store.RootOf(provider) : -1;
            }

            if (group.Resources.Count + group.RequiredTraits.Count + group.MemberOf.Count == 0)
            {
                return true;
            }
        }

        compiled = new CompiledRequest(store, request, treeRoots);
        return true;
    }

    public bool AllowsRoot(PlacementStore store, int root) => _isAllowedRoot is null || _isAllowedRoot[store.TraitSetOf(root)];

    private static bool HasNames(PlacementStore store, RequestGroup group) =>
        group.Resources.All(r => store.HasResourceClass(r.ResourceClass))
        && group.RequiredTraits.All(any => any.All(store.HasTrait))
        && group.ForbiddenTraits.All(store.HasTrait)
        && group.RequiredTraits.Count <= CompiledGroup.MaxRequirements;

    private static int GroupWith(CandidateRequest request, string suffix)
    {
        int group = 0;
        while (!string.Equals(request.Groups[group].Suffix, suffix, StringComparison.Ordinal))
        {
            group++;
        }

        return group;
    }

    private static long Sum(IEnumerable<PartResource> resources)
    {
        long sum = 0;
        foreach (PartResource resource in resources)
        {
            sum = resource.Amount > long.MaxValue - sum ? long.MaxValue : sum + resource.Amount;
        }

        return sum;
    }

    private IEnumerable<PartResource> AllResources() => Parts.SelectMany(part => part.Resources);

    private void FindLists(CandidateRequest request)
    {
        List<int> parts = [];
        ListOfPart = new int[Parts.Length];
        for (int part = 0; part < Parts.Length; part++)
        {
            int list = Parts[part].IsPlain ? -1 : parts.FindIndex(other => IsAlike(request, part, other));
            if (list < 0)
            {
                list = parts.Count;
                parts.Add(part);
            }

            ListOfPart[part] = list;
        }

        PartOfList = [.. parts];
        ListsOfClass = new ulong[AllResources().Select(resource => resource.ResourceClass + 1).DefaultIfEmpty(0).Max()];
        List<int> others = [];
        for (int list = 0; list < parts.Count; list++)
        {
            if (list < 64 && Parts[parts[list]].Resources is [PartResource first, ..])
            {
                ListsOfClass[first.ResourceClass] |= 1UL << list;
            }
            else
            {
                others.Add(list);
            }
        }

        OtherLists = [.. others];
    }

    /// <summary>Whether two suffixed groups differ in nothing but their suffix.</summary>
    private bool IsAlike(CandidateRequest request, int left, int right)
    {
        RequestGroup a = request.Groups[GroupOfPart[left]];
        RequestGroup b = request.Groups[GroupOfPart[right]];
        return b.UsesOneProvider
            && Parts[left].Resources.AsSpan().SequenceEqual(Parts[right].Resources)
            && AreAlike(a.RequiredTraits, b.RequiredTraits)
            && a.ForbiddenTraits.SequenceEqual(b.ForbiddenTraits)
            && AreAlike(a.MemberOf, b.MemberOf)
            && a.ForbiddenAggregates.SequenceEqual(b.ForbiddenAggregates)
            && string.Equals(a.InTree, b.InTree, StringComparison.Ordinal);
    }

    private static bool AreAlike(IReadOnlyList<IReadOnlyList<string>> left, IReadOnlyList<IReadOnlyList<string>> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => pair.First.SequenceEqual(pair.Second));

    private int[][] SubtreesEndingAt(CandidateRequest request, int part)
    {
        List<int[]> ending = [];
        foreach (IReadOnlyList<string> suffixes in request.SameSubtrees)
        {
            int[] parts = [.. Enumerable.Range(0, Parts.Length).Where(p => suffixes.Contains(Parts[p].Suffix))];
            if (parts.Length > 1 && parts[^1] == part)
            {
                ending.Add(parts);
            }
        }

        return [.. ending];
    }
}
