namespace Model.Placement;

/// <summary>
/// The answer to a <see cref="CandidateRequest"/>. Candidates are kept as bare picks (which provider serves which part) and spelled
/// out when they are asked for, so that a scheduler that needs one of a thousand pays for one. Valid until the store changes its
/// providers' names, trees or classes.
/// </summary>
public sealed class AllocationCandidates
{
    private readonly PlacementStore _store;
    private readonly CandidatePart[] _parts;
    private readonly int[] _roots;
    private readonly int[] _picks;

    internal AllocationCandidates(PlacementStore store, PlacementResult result, CandidatePart[] parts, int[] roots, int[] picks)
    {
        _store = store;
        Result = result;
        _parts = parts;
        _roots = roots;
        _picks = picks;
    }

    /// <summary>200, also when nothing was found; 400 for an unknown trait or resource class.</summary>
    public PlacementResult Result { get; }

    /// <summary>Number of candidates.</summary>
    public int Count => _roots.Length;

    /// <summary>The candidate at a position, spelled out.</summary>
    public AllocationCandidate this[int index]
    {
        get
        {
            ReadOnlySpan<int> picks = _picks.AsSpan(index * _parts.Length, _parts.Length);
            return new AllocationCandidate
            {
                RootUuid = _store.UuidOf(_roots[index]),
                Allocations = AllocationsOf(picks),
                Mappings = MappingsOf(picks),
            };
        }
    }

    /// <summary>All candidates, spelled out.</summary>
    public IReadOnlyList<AllocationCandidate> ToList()
    {
        AllocationCandidate[] all = new AllocationCandidate[Count];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = this[index];
        }

        return all;
    }

    /// <summary>The root (with Nova: the compute node) of the candidate at a position.</summary>
    public string RootUuidOf(int index) => _store.UuidOf(_roots[index]);

    /// <summary>The name of the root (with Nova: the host) of the candidate at a position.</summary>
    public string RootNameOf(int index) => _store.NameOf(_roots[index]);

    /// <summary>
    /// The providers that the service would summarise: all of every tree in which some candidate allocates something, trees by
    /// the name of their root, parents before children.
    /// </summary>
    public IReadOnlyList<string> SummaryProviders()
    {
        List<int> roots = [];
        HashSet<int> seen = [];
        for (int pick = 0; pick < _picks.Length; pick++)
        {
            int root = _store.RootOf(_picks[pick]);
            if (_parts[pick % _parts.Length].Resources.Length > 0 && seen.Add(root))
            {
                roots.Add(root);
            }
        }

        roots.Sort((left, right) => string.CompareOrdinal(_store.NameOf(left), _store.NameOf(right)));
        List<int> members = [];
        foreach (int root in roots)
        {
            _store.CollectSubtree(root, members);
        }

        return [.. members.Select(_store.UuidOf)];
    }

    private List<ProviderAllocation> AllocationsOf(ReadOnlySpan<int> picks)
    {
        List<ProviderAllocation> allocations = [];
        for (int part = 0; part < _parts.Length; part++)
        {
            string provider = _store.UuidOf(picks[part]);
            foreach (PartResource wanted in _parts[part].Resources)
            {
                int present = allocations.FindIndex(a => a.ProviderUuid == provider && a.ResourceClass == wanted.Name);
                if (present < 0)
                {
                    allocations.Add(new ProviderAllocation(provider, wanted.Name, wanted.Amount));
                }
                else
                {
                    allocations[present] = allocations[present] with { Amount = allocations[present].Amount + wanted.Amount };
                }
            }
        }

        return allocations;
    }

    private List<GroupMapping> MappingsOf(ReadOnlySpan<int> picks)
    {
        List<GroupMapping> mappings = [];
        for (int part = 0; part < _parts.Length;)
        {
            string suffix = _parts[part].Suffix;
            List<string> providers = [];
            for (; part < _parts.Length && string.Equals(_parts[part].Suffix, suffix, StringComparison.Ordinal); part++)
            {
                string provider = _store.UuidOf(picks[part]);
                if (!providers.Contains(provider))
                {
                    providers.Add(provider);
                }
            }

            mappings.Add(new GroupMapping(suffix, providers));
        }

        return mappings;
    }
}
