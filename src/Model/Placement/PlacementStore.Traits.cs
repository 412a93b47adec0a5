namespace Model.Placement;

/// <content>Traits and aggregates of providers.</content>
public sealed partial class PlacementStore
{
    /// <summary>The provider's traits, standard ones first; empty if there is no such provider.</summary>
    public IReadOnlyList<string> GetTraits(string uuid) =>
        _providerByUuid.TryGetValue(uuid, out int provider) ? NamesOf(_traitSets, _traitSet[provider], _traits) : [];

    /// <summary>The provider's aggregates (UUIDs); empty if there is no such provider.</summary>
    public IReadOnlyList<string> GetAggregates(string uuid) =>
        _providerByUuid.TryGetValue(uuid, out int provider) ? NamesOf(_aggregateSets, _aggregateSet[provider], _aggregates) : [];

    /// <summary>
    /// Replaces a provider's traits: 200; 404; 409 (generation); 400 (unknown trait). The generation rises only if they change.
    /// </summary>
    /// <param name="uuid">The provider.</param>
    /// <param name="traits">Its traits from now on.</param>
    /// <param name="generation">The generation the caller has seen; null to skip the comparison.</param>
    public PlacementResult SetTraits(string uuid, IReadOnlyList<string> traits, int? generation = null)
    {
        ArgumentNullException.ThrowIfNull(traits);
        PlacementResult found = Check(uuid, generation, out int provider);
        if (!found.IsSuccess)
        {
            return found;
        }

        List<int> ids = new(traits.Count);
        foreach (string trait in traits)
        {
            int id = _traits.Find(trait);
            if (id == None)
            {
                return PlacementResult.BadRequest($"no such trait {trait}");
            }

            ids.Add(id);
        }

        int set = _traitSets.Intern(ids);
        if (set != _traitSet[provider])
        {
            if (_traitSets.Contains(set, SharingTrait) || _traitSets.Contains(_traitSet[provider], SharingTrait))
            {
                _index?.SharingChanged();
            }

            _traitSet[provider] = set;
            _generation[provider]++;
            _index?.RowChanged(_root[provider]);
        }

        return PlacementResult.Ok;
    }

    /// <summary>Replaces a provider's aggregates, new ones are made up: 200; 404; 409 (generation).</summary>
    /// <param name="uuid">The provider.</param>
    /// <param name="aggregates">UUIDs of its aggregates from now on.</param>
    /// <param name="generation">The generation the caller has seen; null to skip the comparison.</param>
    /// <param name="raisesGeneration">Whether the generation rises, also without a change; false before microversion 1.19.</param>
    public PlacementResult SetAggregates(
        string uuid, IReadOnlyList<string> aggregates, int? generation = null, bool raisesGeneration = true)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        PlacementResult found = Check(uuid, generation, out int provider);
        if (!found.IsSuccess)
        {
            return found;
        }

        List<int> ids = new(aggregates.Count);
        foreach (string aggregate in aggregates)
        {
            ids.Add(_aggregates.FindOrAdd(aggregate));
        }

        _aggregateSet[provider] = _aggregateSets.Intern(ids);
        _index?.RowChanged(_root[provider]);
        if (_index is { HasSharing: true } candidates)
        {
            candidates.SharingChanged();
        }

        if (raisesGeneration)
        {
            _generation[provider]++;
        }

        return PlacementResult.Ok;
    }

    private static List<string> NamesOf(IntSetTable sets, int set, NameTable table)
    {
        ReadOnlySpan<int> members = sets.Members(set);
        List<string> names = new(members.Length);
        foreach (int member in members)
        {
            names.Add(table.NameOf(member));
        }

        return names;
    }

    private PlacementResult Check(string uuid, int? generation, out int provider)
    {
        if (!_providerByUuid.TryGetValue(uuid, out provider))
        {
            return PlacementResult.NotFound($"no resource provider with uuid {uuid} found");
        }

        return generation is { } seen && seen != _generation[provider]
            ? PlacementResult.Conflict(
                $"resource provider generation conflict: actual {_generation[provider]}, given {seen}",
                PlacementErrorCode.ConcurrentUpdate)
            : PlacementResult.Ok;
    }
}
