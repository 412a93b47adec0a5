namespace Model.Placement;

/// <summary>
/// The answer to a <see cref="CandidateRequest"/>. Candidates are kept as bare picks (which provider serves which part) and spelled
/// out when they are asked for, so that a scheduler that needs one of a thousand pays for one. Valid until the store changes its
/// providers' names, trees or classes; candidates spelled out stay valid.
/// </summary>
public sealed class AllocationCandidates
{
    private readonly PlacementStore _store;
    private readonly CandidatePart[] _parts;
    private readonly int[] _roots;
    private readonly int[] _picks;
    private readonly int _groupCount;
    private readonly int _resourceCount;
    private readonly bool _mayRepeat;

    internal AllocationCandidates(PlacementStore store, PlacementResult result, CandidatePart[] parts, int[] roots, int[] picks)
    {
        _store = store;
        Result = result;
        _parts = parts;
        _roots = roots;
        _picks = picks;
        for (int part = 0; part < parts.Length; part++)
        {
            _groupCount += part == 0 || parts[part].Suffix != parts[part - 1].Suffix ? 1 : 0;
            _resourceCount += parts[part].Resources.Length;
        }

        _mayRepeat = parts.SelectMany(part => part.Resources).GroupBy(resource => resource.ResourceClass).Any(g => g.Count() > 1);
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

    /// <summary>The roots of the trees in which some candidate allocates something, in order of appearance.</summary>
    public IReadOnlyList<string> SummaryRoots() => [.. AllocatingRoots().Select(_store.UuidOf)];

    /// <summary>
    /// The providers that the service would summarise: all of every tree in which some candidate allocates something, trees in order
    /// of appearance, members by name.
    /// </summary>
    public IReadOnlyList<string> SummaryProviders()
    {
        CandidateIndex index = _store.Index;
        index.Refresh();
        List<string> providers = [];
        foreach (int root in AllocatingRoots())
        {
            foreach (int member in index.MembersOf(index.TreeOf(root)))
            {
                providers.Add(_store.UuidOf(member));
            }
        }

        return providers;
    }

    private List<int> AllocatingRoots()
    {
        List<int> roots = [];
        HashSet<int> seen = [];
        int last = -1;
        for (int first = 0; first < _picks.Length; first += _parts.Length)
        {
            for (int part = 0; part < _parts.Length; part++)
            {
                int root = _store.RootOf(_picks[first + part]);
                if (root != last && _parts[part].Resources.Length > 0 && seen.Add(root))
                {
                    roots.Add(root);
                    last = root;
                }
            }
        }

        return roots;
    }

    private ProviderAllocation[] AllocationsOf(ReadOnlySpan<int> picks)
    {
        ProviderAllocation[] allocations = new ProviderAllocation[_resourceCount];
        int count = 0;
        for (int part = 0; part < _parts.Length; part++)
        {
            string provider = _store.UuidOf(picks[part]);
            foreach (PartResource wanted in _parts[part].Resources)
            {
                int place = _mayRepeat ? PlaceOf(allocations.AsSpan(0, count), provider, wanted.Name) : count;
                long present = place < count ? allocations[place].Amount : 0;
                allocations[place] = new ProviderAllocation(provider, wanted.Name, present + wanted.Amount);
                count = Math.Max(count, place + 1);
            }
        }

        if (count < allocations.Length)
        {
            Array.Resize(ref allocations, count);
        }

        return allocations;
    }

    /// <summary>Where an amount of this class on this provider is, or else the next free place.</summary>
    private static int PlaceOf(ReadOnlySpan<ProviderAllocation> allocations, string provider, string resourceClass)
    {
        int place = 0;
        while (place < allocations.Length
            && !(allocations[place].ProviderUuid == provider && allocations[place].ResourceClass == resourceClass))
        {
            place++;
        }

        return place;
    }

    private GroupMapping[] MappingsOf(ReadOnlySpan<int> picks)
    {
        GroupMapping[] mappings = new GroupMapping[_groupCount];
        int group = 0;
        for (int part = 0; part < _parts.Length; group++)
        {
            int first = part;
            bool isOne = true;
            string suffix = _parts[part].Suffix;
            for (part++; part < _parts.Length && _parts[part].Suffix == suffix; part++)
            {
                isOne &= picks[part] == picks[first];
            }

            mappings[group] = new GroupMapping(suffix, isOne ? _store.UuidListOf(picks[first]) : Distinct(picks[first..part]));
        }

        return mappings;
    }

    private List<string> Distinct(ReadOnlySpan<int> picks)
    {
        List<string> providers = new(picks.Length);
        for (int index = 0; index < picks.Length; index++)
        {
            if (!picks[..index].Contains(picks[index]))
            {
                providers.Add(_store.UuidOf(picks[index]));
            }
        }

        return providers;
    }
}
