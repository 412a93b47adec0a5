namespace Model.Placement;

/// <summary>
/// Goes through a request step by step and counts what each step leaves, to say which resource, trait or rule leaves nothing. For
/// people, not for the hot path; <see cref="CandidateDiagnosis"/> gives a cause to count refusals by.
/// </summary>
public sealed class CandidateExplainer
{
    private readonly PlacementStore _store;
    private readonly CandidateRequest _request;
    private readonly List<CandidateStep> _steps = [];
    private readonly List<string> _sharing;
    private readonly HashSet<string> _trees;

    private CandidateExplainer(PlacementStore store, CandidateRequest request)
    {
        _store = store;
        _request = request;
        _trees = [.. store.Providers.Where(provider => provider.ParentUuid is null).Select(provider => provider.Uuid)];
        _sharing =
        [
            .. store.Providers.Select(provider => provider.Uuid)
                .Where(uuid => store.GetTraits(uuid).Contains("MISC_SHARES_VIA_AGGREGATE")),
        ];
    }

    /// <summary>Explains a request as the store stands now.</summary>
    public static CandidateExplanation Explain(PlacementStore store, CandidateRequest request)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        CandidateExplainer explainer = new(store, request);
        bool isLeft = explainer.ExplainRoots() && request.Groups.All(explainer.ExplainGroup) && explainer.ExplainTogether();
        return new CandidateExplanation(explainer._steps, isLeft ? null : explainer._steps[^1]);
    }

    private bool ExplainRoots()
    {
        bool isLeft = AddStep(null, "all trees", null);
        foreach (string trait in _request.RootRequiredTraits)
        {
            isLeft = isLeft && KeepTrees(null, $"root has trait {trait}", root => _store.GetTraits(root).Contains(trait));
        }

        foreach (string trait in _request.RootForbiddenTraits)
        {
            isLeft = isLeft && KeepTrees(null, $"root does not have trait {trait}", root => !_store.GetTraits(root).Contains(trait));
        }

        return isLeft;
    }

    private bool ExplainGroup(RequestGroup group) => group.UsesOneProvider ? ExplainSuffixed(group) : ExplainPlain(group);

    /// <summary>A suffixed group: one provider must pass all steps.</summary>
    private bool ExplainSuffixed(RequestGroup group)
    {
        List<string> left = [.. _store.Providers.Select(provider => provider.Uuid)];
        foreach ((string condition, Func<string, bool> holds) in ProviderConditions(group))
        {
            left.RemoveAll(uuid => !holds(uuid));
            HashSet<string> trees = TreesOf(left);
            _trees.IntersectWith(trees);
            if (!AddStep(group.Suffix, condition, left.Count))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The plain group: each class from some provider of the tree or a sharing one, traits together.</summary>
    private bool ExplainPlain(RequestGroup group)
    {
        foreach (ResourceAmount wanted in group.Resources)
        {
            RequestGroup single = group with { Resources = [wanted], RequiredTraits = [], MemberOf = [], ForbiddenAggregates = [] };
            List<string> left = [.. _store.Providers.Select(provider => provider.Uuid)];
            foreach ((string condition, Func<string, bool> holds) in ProviderConditions(single))
            {
                left.RemoveAll(uuid => !holds(uuid));
                _trees.IntersectWith(TreesOf(left));
                if (!AddStep(group.Suffix, condition, left.Count))
                {
                    return false;
                }
            }
        }

        // What holds for the tree as a whole is asked of the search itself, one restriction more at a time.
        RequestGroup traitless = group with { RequiredTraits = [], ForbiddenTraits = [], MemberOf = [], ForbiddenAggregates = [] };
        RequestGroup withTraits = traitless with { RequiredTraits = group.RequiredTraits, ForbiddenTraits = group.ForbiddenTraits };
        return KeepAnswers(group.Suffix, "resources in one tree", [traitless])
            && (group.RequiredTraits.Count + group.ForbiddenTraits.Count == 0
                || KeepAnswers(group.Suffix, $"traits {DescribeTraits(group)} of the providers used", [withTraits]))
            && (group.MemberOf.Count + group.ForbiddenAggregates.Count == 0
                || KeepAnswers(group.Suffix, "aggregates", [group]));
    }

    /// <summary>All groups together: policy, subtrees and summed amounts.</summary>
    private bool ExplainTogether()
    {
        CandidateRequest all = _request with { Limit = null };
        bool isLeft = KeepAnswers(
            null, "amounts of all groups added up", all with { GroupPolicy = GroupPolicy.None, SameSubtrees = [] });
        if (isLeft && _request.GroupPolicy == GroupPolicy.Isolate)
        {
            isLeft = KeepAnswers(null, "a provider of its own for every group (group_policy isolate)", all with { SameSubtrees = [] });
        }

        if (isLeft && _request.SameSubtrees.Count > 0)
        {
            isLeft = KeepAnswers(null, "groups under one provider (same_subtree)", all);
        }

        return isLeft;
    }

    private IEnumerable<(string Condition, Func<string, bool> Holds)> ProviderConditions(RequestGroup group)
    {
        foreach (ResourceAmount wanted in group.Resources)
        {
            string name = wanted.ResourceClass;
            yield return ($"inventory of {name}", uuid => Find(uuid, name) is not null);
            yield return ($"{wanted.Amount} {name} at a time (min_unit, max_unit, step_size)", uuid => Find(uuid, name) is { } inventory
                && wanted.Amount >= inventory.MinUnit
                && wanted.Amount <= inventory.MaxUnit
                && wanted.Amount % inventory.StepSize == 0);
            yield return ($"{wanted.Amount} {name} free", uuid => Find(uuid, name) is { } inventory
                && wanted.Amount <= inventory.Capacity - Used(uuid, name));
        }

        foreach (IReadOnlyList<string> any in group.UsesOneProvider ? group.RequiredTraits : [])
        {
            yield return ($"trait {string.Join(" or ", any)}", uuid => any.Any(_store.GetTraits(uuid).Contains));
        }

        foreach (string trait in group.ForbiddenTraits)
        {
            yield return ($"no trait {trait}", uuid => !_store.GetTraits(uuid).Contains(trait));
        }

        foreach (IReadOnlyList<string> any in group.MemberOf)
        {
            yield return ($"aggregate {string.Join(" or ", any)}", uuid => any.Any(_store.GetAggregates(uuid).Contains));
        }

        foreach (string aggregate in group.ForbiddenAggregates)
        {
            yield return ($"not in aggregate {aggregate}", uuid => !_store.GetAggregates(uuid).Contains(aggregate));
        }

        if (group.InTree is { } member)
        {
            string? root = _store.FindProvider(member)?.RootUuid;
            yield return ($"tree of {member}", uuid => group.Resources.Count == 0 ? root is not null : RootOf(uuid) == root);
        }

        if (group.Resources.Count + group.RequiredTraits.Count + group.MemberOf.Count == 0)
        {
            yield return ("resources, required traits or member_of (a group with nothing but negations matches nothing)", _ => false);
        }
    }

    private bool KeepAnswers(string? group, string condition, IReadOnlyList<RequestGroup> groups) =>
        KeepAnswers(group, condition, _request with { Groups = groups, SameSubtrees = [], Limit = null });

    private bool KeepAnswers(string? group, string condition, CandidateRequest narrower)
    {
        IReadOnlyList<string> roots = _store.Search.RootsWithCandidates(narrower);
        return KeepTrees(group, condition, roots.Contains);
    }

    private bool KeepTrees(string? group, string condition, Func<string, bool> holds)
    {
        _trees.RemoveWhere(root => !holds(root));
        return AddStep(group, condition, null);
    }

    private bool AddStep(string? group, string condition, int? providers)
    {
        _steps.Add(new CandidateStep(group, condition, providers, _trees.Count));
        return _trees.Count > 0 && providers != 0;
    }

    /// <summary>The trees of the providers, and those that may use a sharing one among them.</summary>
    private HashSet<string> TreesOf(List<string> uuids)
    {
        HashSet<string> trees = [.. uuids.Select(RootOf)];
        foreach (string sharing in _sharing.Where(uuids.Contains))
        {
            IReadOnlyList<string> aggregates = _store.GetAggregates(sharing);
            trees.UnionWith(_store.Providers
                .Where(provider => _store.GetAggregates(provider.Uuid).Any(aggregates.Contains))
                .Select(provider => provider.RootUuid));
        }

        return trees;
    }

    private string RootOf(string uuid) => _store.FindProvider(uuid)!.RootUuid;

    private Inventory? Find(string uuid, string resourceClass) =>
        _store.GetInventories(uuid).FirstOrDefault(inventory => inventory.ResourceClass == resourceClass);

    private long Used(string uuid, string resourceClass) =>
        _store.GetUsages(uuid).First(usage => usage.ResourceClass == resourceClass).Amount;

    private static string DescribeTraits(RequestGroup group) => string.Join(
        ", ",
        group.RequiredTraits.Select(any => string.Join(" or ", any)).Concat(group.ForbiddenTraits.Select(trait => $"not {trait}")));
}
