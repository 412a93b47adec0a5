using System.Collections;

namespace Model.Placement;

/// <summary>
/// The answer to a <see cref="CandidateRequest"/>. Candidates are kept as bare picks (which provider serves which part) and spelled
/// out, anew each time, when they are asked for, so that a scheduler that needs one of a thousand pays for one. Candidates stay as they
/// were found, whatever happens to the store; roots' names and summaries are valid until the store changes its trees.
/// </summary>
public sealed class AllocationCandidates : IReadOnlyList<AllocationCandidate>
{
    private readonly PlacementStore _store;
    private readonly CandidatePart[] _parts;
    private readonly string?[] _uuids;
    private readonly IReadOnlyList<string>?[] _uuidLists;
    private int[]? _roots;
    private int[]? _picks;
    private readonly int _groupCount;
    private readonly int _resourceCount;
    private readonly bool _mayRepeat;

    internal AllocationCandidates(PlacementStore store, PlacementResult result, CandidatePart[] parts, int[] roots, int[] picks)
    {
        _store = store;
        (_uuids, _uuidLists) = store.LendUuids();
        ProviderEnd = store.ProviderEnd;
        Result = result;
        _parts = parts;
        _roots = roots;
        _picks = picks;
        Count = roots.Length;
        for (int part = 0; part < parts.Length; part++)
        {
            _groupCount += part == 0 || parts[part].Suffix != parts[part - 1].Suffix ? 1 : 0;
            _resourceCount += parts[part].Resources.Length;
        }

        _mayRepeat = parts.Length > 1
            && parts.SelectMany(part => part.Resources).GroupBy(resource => resource.ResourceClass).Any(g => g.Count() > 1);
    }

    /// <summary>An answer that is kept root by root.</summary>
    internal AllocationCandidates(PlacementStore store, CandidatePart[] parts, CandidateSet set, CandidateShape shape)
        : this(store, PlacementResult.Ok, parts, [], [])
    {
        Set = set;
        Shape = shape;
        Count = set.Count;
        _roots = null;
        _picks = null;
    }

    /// <summary>The answer root by root, where it was remembered; else null.</summary>
    internal CandidateSet? Set { get; }

    /// <summary>What the question is remembered by; null for other answers.</summary>
    internal CandidateShape? Shape { get; }

    /// <summary>Whether some part of the request has a suffix, so that candidates tell which provider serves it.</summary>
    internal bool HasSuffixes => _parts.Length > 0 && !_parts[^1].IsPlain;

    /// <summary>The suffixes, one a group, in order.</summary>
    internal IEnumerable<string> Suffixes => _parts.Where(static part => !part.IsPlain).Select(static part => part.Suffix);

    /// <summary>200, also when nothing was found; 400 for an unknown trait or resource class.</summary>
    public PlacementResult Result { get; }

    /// <summary>Number of candidates.</summary>
    public int Count { get; }

    /// <summary>The candidate at a position, spelled out.</summary>
    public AllocationCandidate this[int index]
    {
        get
        {
            return Spell(Roots[index], Picks.AsSpan(index * _parts.Length, _parts.Length));
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

    /// <inheritdoc/>
    public IEnumerator<AllocationCandidate> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The root (with Nova: the compute node) of the candidate at a position.</summary>
    public string RootUuidOf(int index) => UuidOf(Roots[index]);

    /// <summary>The name of the root (with Nova: the host) of the candidate at a position.</summary>
    public string RootNameOf(int index) => _store.NameOf(Roots[index]);

    /// <summary>The roots of the trees in which some candidate allocates something, in order of appearance.</summary>
    public IReadOnlyList<string> SummaryRoots()
    {
        // Remembered candidates all take something from their root.
        List<int> roots = Set is null ? AllocatingRoots() : [.. Set.Places().Select(place => Set.Roots[place])];
        string[] uuids = new string[roots.Count];
        for (int index = 0; index < uuids.Length; index++)
        {
            uuids[index] = UuidOf(roots[index]);
        }

        return uuids;
    }

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

    /// <summary>One more than the greatest handle of a provider in the answer.</summary>
    internal int ProviderEnd { get; }

    /// <summary>The handle of a provider, or -1 when it is not the one it was when the question was answered.</summary>
    internal int HandleOf(string uuid)
    {
        int provider = _store.ProviderOf(uuid);
        return IsHandleOf(provider, uuid) ? provider : -1;
    }

    /// <summary>Whether a handle stands for that provider in this answer.</summary>
    internal bool IsHandleOf(int provider, string uuid) =>
        provider >= 0 && provider < ProviderEnd && (ReferenceEquals(_uuids[provider], uuid) || _uuids[provider] == uuid);

    /// <summary>Calls back with every provider of which a candidate allocates something; repeats next to each other are left out.</summary>
    internal void VisitAllocations<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IAllocationVisitor
    {
        bool[] allocates = Array.ConvertAll(_parts, part => part.Resources.Length > 0);
        int place = 0;
        int[] picks = Picks;
        for (int candidate = 0; candidate < Count; candidate++)
        {
            int last = -1;
            for (int part = 0; part < allocates.Length; part++, place++)
            {
                int provider = picks[place];
                if (provider != last && allocates[part])
                {
                    visitor.Visit(candidate, provider);
                    last = provider;
                }
            }
        }
    }

    /// <summary>Each group of a candidate with the first of its providers.</summary>
    internal (string Group, string Provider)[] FirstProviders(int index) =>
        FirstProviders(Picks.AsSpan(index * _parts.Length, _parts.Length));

    private (string Group, string Provider)[] FirstProviders(ReadOnlySpan<int> picks)
    {
        (string, string)[] entries = new (string, string)[_groupCount];
        int count = 0;
        for (int part = 0; part < _parts.Length; part++)
        {
            if (part == 0 || _parts[part].Suffix != _parts[part - 1].Suffix)
            {
                entries[count++] = (_parts[part].Suffix, UuidOf(picks[part]));
            }
        }

        return entries;
    }

    /// <summary>How many candidates the root at a place has.</summary>
    internal int CountAt(int place) => Set!.PicksAt(place) is { } picks ? picks.Length / _parts.Length : 1;

    /// <summary>A candidate of the root at a place, spelled out.</summary>
    internal AllocationCandidate At(int place, int index)
    {
        Span<int> buffer = _parts.Length <= 64 ? stackalloc int[_parts.Length] : new int[_parts.Length];
        return Spell(Set!.Roots[place], PicksAt(place, index, buffer));
    }

    /// <summary>Each group of a candidate of the root at a place with the first of its providers.</summary>
    internal (string Group, string Provider)[] FirstProviders(int place, int index)
    {
        Span<int> buffer = _parts.Length <= 64 ? stackalloc int[_parts.Length] : new int[_parts.Length];
        return FirstProviders(PicksAt(place, index, buffer));
    }

    private ReadOnlySpan<int> PicksAt(int place, int index, Span<int> buffer)
    {
        if (Set!.PicksAt(place) is { } picks)
        {
            return picks.AsSpan(index * _parts.Length, _parts.Length);
        }

        buffer.Fill(Set.Roots[place]);
        return buffer;
    }

    private int[] Roots
    {
        get
        {
            if (_roots is null)
            {
                (_roots, _picks) = Set!.Expand(_parts.Length);
            }

            return _roots;
        }
    }

    private int[] Picks
    {
        get
        {
            if (_picks is null)
            {
                (_roots, _picks) = Set!.Expand(_parts.Length);
            }

            return _picks;
        }
    }

    private AllocationCandidate Spell(int root, ReadOnlySpan<int> picks) => new()
    {
        RootUuid = UuidOf(root),
        Allocations = AllocationsOf(picks),
        Mappings = MappingsOf(picks),
    };

    private string UuidOf(int provider) => _uuids[provider]!;

    private IReadOnlyList<string> UuidListOf(int provider) => _uuidLists[provider] ??= [UuidOf(provider)];

    private List<int> AllocatingRoots()
    {
        List<int> roots = [];
        ulong[] seen = new ulong[(ProviderEnd + 63) / 64];
        bool[] allocates = Array.ConvertAll(_parts, part => part.Resources.Length > 0);
        int lastPick = -1;
        int place = 0;
        int[] picks = Picks;
        for (int candidate = 0; candidate < Count; candidate++)
        {
            for (int part = 0; part < allocates.Length; part++, place++)
            {
                int pick = picks[place];
                if (pick == lastPick || !allocates[part])
                {
                    continue;
                }

                lastPick = pick;
                int root = _store.RootOf(pick);
                ulong bit = 1UL << (root & 63);
                if ((seen[root >> 6] & bit) == 0)
                {
                    seen[root >> 6] |= bit;
                    roots.Add(root);
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
            string provider = UuidOf(picks[part]);
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

            mappings[group] = new GroupMapping(suffix, isOne ? UuidListOf(picks[first]) : Distinct(picks[first..part]));
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
                providers.Add(UuidOf(picks[index]));
            }
        }

        return providers;
    }
}
