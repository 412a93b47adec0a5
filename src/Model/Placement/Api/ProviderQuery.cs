namespace Model.Placement.Api;

/// <summary>The filters of GET resource_providers (handlers/resource_provider.py, objects/resource_provider.py).</summary>
internal static class ProviderQuery
{
    public static IReadOnlyList<ResourceProvider> Find(PlacementStore store, QueryString query, Microversion version)
    {
        query.Allow(key => key switch
        {
            "name" or "uuid" => true,
            "member_of" => version.IsAtLeast(3),
            "resources" => version.IsAtLeast(4),
            "in_tree" => version.IsAtLeast(14),
            "required" => version.IsAtLeast(18),
            _ => false,
        });
        CheckUuid(query.Last("uuid"));
        CheckUuid(query.Last("in_tree"));
        List<IReadOnlyList<string>> memberOf = [];
        List<string> notMemberOf = [];
        ResourcesText.MemberOf(query, string.Empty, version, memberOf, notMemberOf);
        List<IReadOnlyList<string>> required = [];
        List<string> forbidden = [];
        ResourcesText.Traits(query, string.Empty, version, required, forbidden);
        IReadOnlyList<ResourceAmount> resources = query.Last("resources") is { } text ? ResourcesText.Resources(text) : [];
        if (Named(store, query) is not { } found)
        {
            return [];
        }

        // An unknown name is an error only if what was looked at before it has left something.
        CheckTraits(store, required.SelectMany(any => any));
        found = found.Where(HasRequired);
        if (required.Count > 0 && !store.Providers.Any(HasRequired))
        {
            return [];
        }

        CheckTraits(store, forbidden);
        found = found.Where(provider => !forbidden.Exists(store.GetTraits(provider.Uuid).Contains));
        found = found.Where(IsMember);
        if (memberOf.Count > 0 && !store.Providers.Any(IsMember))
        {
            return [];
        }

        found = found.Where(provider => !notMemberOf.Exists(store.GetAggregates(provider.Uuid).Contains));
        return [.. WithResources(store, found, resources)];

        bool HasRequired(ResourceProvider provider) => required.TrueForAll(any => any.Any(store.GetTraits(provider.Uuid).Contains));

        bool IsMember(ResourceProvider provider) => memberOf.TrueForAll(any => any.Any(store.GetAggregates(provider.Uuid).Contains));
    }

    /// <summary>The providers that name, uuid and tree leave; null where the tree is unknown, after which nothing more is checked.</summary>
    private static IEnumerable<ResourceProvider>? Named(PlacementStore store, QueryString query)
    {
        IEnumerable<ResourceProvider> found = store.Providers;
        if (query.Last("name") is { Length: > 0 } name)
        {
            found = found.Where(provider => provider.Name == name);
        }

        if (query.Last("uuid") is { Length: > 0 } uuid)
        {
            found = found.Where(provider => provider.Uuid == uuid);
        }

        if (query.Last("in_tree") is { Length: > 0 } member)
        {
            if (store.FindProvider(member) is not { } inTree)
            {
                return null;
            }

            found = found.Where(provider => provider.RootUuid == inTree.RootUuid);
        }

        return found;
    }

    private static void CheckTraits(PlacementStore store, IEnumerable<string> traits)
    {
        foreach (string trait in traits)
        {
            if (!store.HasTrait(trait))
            {
                throw PlacementFault.BadRequest($"Invalid trait(s) in \"required\" parameter: no such trait {trait}");
            }
        }
    }

    private static IEnumerable<ResourceProvider> WithResources(
        PlacementStore store, IEnumerable<ResourceProvider> found, IReadOnlyList<ResourceAmount> resources)
    {
        foreach (ResourceAmount wanted in resources)
        {
            if (!store.HasResourceClass(wanted.ResourceClass))
            {
                throw PlacementFault.BadRequest($"Invalid resource class in resources parameter: {wanted.ResourceClass}");
            }
        }

        return found.Where(provider => resources.All(wanted =>
        {
            int row = store.FindRow(store.ProviderOf(provider.Uuid), store.ClassTable.Find(wanted.ResourceClass));
            return row >= 0 && store.Fits(row, wanted.Amount);
        }));
    }

    private static void CheckUuid(string? text)
    {
        if (text is not null && !UuidText.IsDashed(text))
        {
            throw PlacementFault.BadRequest($"Invalid query string parameters: '{text}' is not a 'uuid'");
        }
    }
}
