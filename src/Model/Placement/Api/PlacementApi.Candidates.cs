using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <content>Allocation candidates (handlers/allocation_candidate.py).</content>
public sealed partial class PlacementApi
{
    /// <summary>
    /// Reads the query of GET allocation_candidates into the typed request, as version 1.39 would; the result is 400 for a query that
    /// the service refuses by its form alone, and the request then null.
    /// </summary>
    /// <param name="query">The text after the question mark.</param>
    /// <param name="request">The request, or null.</param>
    public static PlacementResult TryReadCandidateQuery(string query, out CandidateRequest? request)
    {
        ArgumentNullException.ThrowIfNull(query);
        request = null;
        try
        {
            request = CandidateQuery.Read(new QueryString(query), Microversion.Latest);
            return PlacementResult.Ok;
        }
        catch (PlacementFault fault)
        {
            return fault.Result;
        }
    }

    private PlacementResponse Candidates(Call call)
    {
        if (!call.Is("GET"))
        {
            throw PlacementFault.NotAllowed();
        }

        call.Since(10);
        CandidateRequest request = CandidateQuery.Read(call.Query, call.Version);

        // Before 1.29 candidates that take from two providers of one tree are dropped, and only then does the limit cut.
        bool dropsNested = !call.Version.IsAtLeast(29);
        AllocationCandidates found = _store.FindCandidates(dropsNested ? request with { Limit = null } : request, Options);
        PlacementFault.ThrowIfRefused(found.Result);
        if (!dropsNested)
        {
            return Answer(new JsonObject
            {
                ["allocation_requests"] = Describe(found.ToList(), call.Version),
                ["provider_summaries"] = Summaries(found.SummaryProviders(), request, call.Version),
            });
        }

        List<AllocationCandidate> kept = [.. found.ToList().Where(TakesOncePerTree)];
        List<string> summarised = SummarisedBefore29(kept);
        if (request.Limit is { } limit && limit < kept.Count)
        {
            kept.RemoveRange(limit, kept.Count - limit);
            summarised = SummarisedAfterLimit(summarised, kept);
        }

        return Answer(new JsonObject
        {
            ["allocation_requests"] = Describe(kept, call.Version),
            ["provider_summaries"] = Summaries(summarised, request, call.Version),
        });
    }

    private bool TakesOncePerTree(AllocationCandidate candidate)
    {
        List<string> providers = [.. candidate.Allocations.Select(a => a.ProviderUuid).Distinct()];
        return providers.Select(uuid => FindOrFault(uuid).RootUuid).Distinct().Count() == providers.Count;
    }

    private List<string> SummarisedBefore29(List<AllocationCandidate> kept)
    {
        IEnumerable<string> used = kept.SelectMany(candidate => candidate.Allocations).Select(a => a.ProviderUuid).Distinct();
        return _store.HasTrees
            ? [.. used]
            : [.. used.SelectMany(uuid => _store.Subtree(FindOrFault(uuid).RootUuid)).Select(provider => provider.Uuid).Distinct()];
    }

    private List<string> SummarisedAfterLimit(List<string> summarised, List<AllocationCandidate> kept)
    {
        HashSet<string> roots =
            [.. kept.SelectMany(candidate => candidate.Allocations).Select(a => FindOrFault(a.ProviderUuid).RootUuid)];
        return [.. summarised.Where(uuid => roots.Contains(FindOrFault(uuid).RootUuid))];
    }

    private static JsonArray Describe(IReadOnlyList<AllocationCandidate> candidates, Microversion version)
    {
        JsonArray described = [];
        foreach (AllocationCandidate candidate in candidates)
        {
            JsonObject item = [];
            item["allocations"] = version.IsAtLeast(12) ? ByProvider(candidate) : AsList(candidate);
            if (version.IsAtLeast(34))
            {
                JsonObject mappings = [];
                foreach (GroupMapping mapping in candidate.Mappings)
                {
                    mappings[mapping.Suffix] = Texts(mapping.ProviderUuids);
                }

                item["mappings"] = mappings;
            }

            described.Add(item);
        }

        return described;
    }

    private static JsonObject ByProvider(AllocationCandidate candidate)
    {
        JsonObject byProvider = [];
        foreach (IGrouping<string, ProviderAllocation> provider in candidate.Allocations.GroupBy(a => a.ProviderUuid))
        {
            byProvider[provider.Key] = new JsonObject { ["resources"] = Resources(provider) };
        }

        return byProvider;
    }

    private static JsonArray AsList(AllocationCandidate candidate) => new(
    [
        .. candidate.Allocations.GroupBy(a => a.ProviderUuid).Select(provider => new JsonObject
        {
            ["resource_provider"] = new JsonObject { ["uuid"] = provider.Key },
            ["resources"] = Resources(provider),
        }),
    ]);

    private static JsonObject Resources(IEnumerable<ProviderAllocation> allocations)
    {
        JsonObject resources = [];
        foreach (ProviderAllocation allocation in allocations)
        {
            resources[allocation.ResourceClass] = allocation.Amount;
        }

        return resources;
    }

    private JsonObject Summaries(IReadOnlyList<string> providers, CandidateRequest request, Microversion version)
    {
        HashSet<string> requested = [.. request.Groups.SelectMany(group => group.Resources).Select(r => r.ResourceClass)];
        JsonObject summaries = [];
        foreach (string uuid in providers)
        {
            JsonObject resources = [];
            IReadOnlyList<ResourceAmount> usages = _store.GetUsages(uuid);
            foreach (Inventory inventory in _store.GetInventories(uuid))
            {
                if (version.IsAtLeast(27) || requested.Contains(inventory.ResourceClass))
                {
                    resources[inventory.ResourceClass] = new JsonObject
                    {
                        ["capacity"] = inventory.Capacity,
                        ["used"] = usages.First(usage => usage.ResourceClass == inventory.ResourceClass).Amount,
                    };
                }
            }

            JsonObject summary = new() { ["resources"] = resources };
            if (version.IsAtLeast(17))
            {
                summary["traits"] = Texts(_store.GetTraits(uuid));
            }

            if (version.IsAtLeast(29))
            {
                ResourceProvider provider = FindOrFault(uuid);
                summary["parent_provider_uuid"] = provider.ParentUuid;
                summary["root_provider_uuid"] = provider.RootUuid;
            }

            summaries[uuid] = summary;
        }

        return summaries;
    }
}
