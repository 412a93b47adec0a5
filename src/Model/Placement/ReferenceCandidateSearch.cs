namespace Model.Placement;

/// <summary>
/// The search for allocation candidates, step by step as the service does it (placement/objects/allocation_candidate.py,
/// research_context.py), with its defects left out (see docs/placement.md). This is the one to read; the fast search is
/// proven equal to it.
/// </summary>
/// <remarks>
/// Every group is answered by itself: a list of answers, each anchored at a root. Answers of all groups with the same anchor are then
/// combined, tested together, and freed of duplicates.
/// </remarks>
public sealed partial class ReferenceCandidateSearch
{
    private readonly PlacementStore _store;
    private readonly CandidateRequest _request;
    private readonly CandidateOptions _options;
    private readonly List<int> _providers = [];
    private readonly List<int> _sharing = [];
    private HashSet<int>? _allowedRoots;

    private ReferenceCandidateSearch(PlacementStore store, CandidateRequest request, CandidateOptions options)
    {
        _store = store;
        _request = request;
        _options = options;
        for (int provider = 0; provider < store.ProviderEnd; provider++)
        {
            if (store.IsProvider(provider))
            {
                _providers.Add(provider);
                if (HasTrait(provider, store.SharingTrait))
                {
                    _sharing.Add(provider);
                }
            }
        }

        _providers.Sort((left, right) => string.CompareOrdinal(store.NameOf(left), store.NameOf(right)));
        _sharing.Sort((left, right) => string.CompareOrdinal(store.NameOf(left), store.NameOf(right)));
    }

    /// <summary>Answers a request.</summary>
    public static AllocationCandidates Find(PlacementStore store, CandidateRequest request, CandidateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        return new ReferenceCandidateSearch(store, request, options ?? CandidateOptions.Default).Find();
    }

    private AllocationCandidates Find()
    {
        PlacementResult roots = FindAllowedRoots();
        if (!roots.IsSuccess || _allowedRoots is { Count: 0 })
        {
            return Empty(roots);
        }

        List<List<GroupAnswer>> answers = [];
        foreach (RequestGroup group in _request.Groups)
        {
            GroupSearch search = new(this, group);
            PlacementResult result = search.Prepare();
            List<GroupAnswer> found = result.IsSuccess && !search.IsEmpty ? search.Find() : [];
            if (found.Count == 0)
            {
                return Empty(result);
            }

            answers.Add(found);
        }

        return Merge(answers);
    }

    private AllocationCandidates Empty(PlacementResult result) => new(_store, result, [], [], []);

    /// <summary>Roots with the traits that <c>root_required</c> asks for; null when it asks for none.</summary>
    private PlacementResult FindAllowedRoots()
    {
        if (_request.RootRequiredTraits.Count == 0 && _request.RootForbiddenTraits.Count == 0)
        {
            return PlacementResult.Ok;
        }

        foreach (string trait in _request.RootRequiredTraits.Concat(_request.RootForbiddenTraits))
        {
            if (!_store.HasTrait(trait))
            {
                return PlacementResult.BadRequest($"no such trait(s): {trait}");
            }
        }

        _allowedRoots = [];
        foreach (int provider in _providers)
        {
            if (_store.RootOf(provider) == provider
                && _request.RootRequiredTraits.All(t => HasTrait(provider, _store.TraitTable.Find(t)))
                && !_request.RootForbiddenTraits.Any(t => HasTrait(provider, _store.TraitTable.Find(t))))
            {
                _allowedRoots.Add(provider);
            }
        }

        return PlacementResult.Ok;
    }

    private bool IsAllowedRoot(int root) => _allowedRoots is null || _allowedRoots.Contains(root);

    private bool HasTrait(int provider, int trait) => _store.TraitSets.Contains(_store.TraitSetOf(provider), trait);

    /// <summary>Roots of all trees with a member in an aggregate of the sharing provider, by name.</summary>
    private List<int> AnchorsOf(int sharing)
    {
        List<int> anchors = [];
        foreach (int provider in _providers)
        {
            if (_store.AggregateSets.Overlaps(_store.AggregateSetOf(provider), _store.AggregateSetOf(sharing))
                && !anchors.Contains(_store.RootOf(provider)))
            {
                anchors.Add(_store.RootOf(provider));
            }
        }

        return anchors;
    }

    /// <summary>One way to serve one group: which provider serves which of its parts, anchored at a root.</summary>
    private sealed record GroupAnswer(int Anchor, string Suffix, int[] Picks, PartResource[][] Resources);
}
