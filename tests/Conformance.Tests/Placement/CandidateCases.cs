using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Placement;
using Model.Placement.Api;

namespace Conformance.Tests.Placement;

/// <summary>Runs lines that hold one world and several GET allocation_candidates queries.</summary>
internal static class CandidateCases
{
    private static readonly string[] Members =
        ["status", "code", "count", "full_count", "sha256", "allocation_requests", "provider_summaries"];

    public static int Run(JsonElement line, bool hasNote)
    {
        CaseReader reader = new(line, "$");
        reader.Get("id");
        reader.Get("kind");
        if (hasNote)
        {
            reader.Get("note");
        }

        PlacementStore store = PlacementWorld.Build(reader.Member("setup"));
        JsonElement summaries = reader.Get("summaries");
        IReadOnlyList<CaseReader> cases = reader.Members("cases");
        foreach (CaseReader item in cases)
        {
            string id = item.Get("id").GetString()!;
            try
            {
                RunCase(store, item, summaries);
            }
            catch (ConformanceException exception)
            {
                throw new ConformanceException($"{id}: {item.Get("query").GetString()}: {exception.Message}");
            }
        }

        reader.AssertAllRead();
        return cases.Count;
    }

    private static void RunCase(PlacementStore store, CaseReader item, JsonElement summaries)
    {
        string query = item.Get("query").GetString()!;
        CaseReader expected = item.Member("expected");
        Touch(expected);
        bool isMarked = item.TryGet("marks", out JsonElement _);
        if (item.MemberOrNull("expected_other") is { } other)
        {
            Touch(other);
        }

        if (item.MemberOrNull("expected_sound") is { } sound)
        {
            expected = sound;
        }
        else if (isMarked)
        {
            // The recorded answer does not bind where the service itself gave two; ours must still be an answer.
            CompareSearches(store, query);
            return;
        }

        PlacementResponse response = Ask(store, query);
        int status = expected.Get("status").GetInt32();
        if (response.Status != status)
        {
            throw new ConformanceException($"expected status {status}, got {response.Status} {response.Body?.ToJsonString()}");
        }

        if (status != 200)
        {
            Compare.Equal(expected.Get("code"), response.Code is null ? null : JsonValue.Create(response.Code));
            return;
        }

        CompareSearches(store, query);
        CompareSet(store, query, expected, response);
        CompareSummaries(store, query, expected, summaries);
    }

    private static void CompareSet(PlacementStore store, string query, CaseReader expected, PlacementResponse response)
    {
        List<string> got = Texts(response);
        List<string> all = Texts(Ask(store, WithoutLimit(query)));
        int count = expected.Get("count").GetInt32();
        int fullCount = expected.TryGet("full_count", out JsonElement full) ? full.GetInt32() : count;
        if (got.Count != count || all.Count != fullCount || got.Except(all).Any() || got.Distinct().Count() != got.Count)
        {
            throw new ConformanceException($"expected {count} of {fullCount} candidates, got {got.Count} of {all.Count}");
        }

        string digest = expected.Get("sha256").GetString()!;
        if (expected.TryGet("allocation_requests", out JsonElement requests))
        {
            List<string> wanted = [.. requests.EnumerateArray().Select(CandidateText.OfVector)];
            if (CandidateText.Digest(wanted) != digest)
            {
                throw new ConformanceException("the vector's list does not have the vector's digest");
            }

            string[] missing = [.. wanted.Except(all).Take(2)];
            string[] extra = [.. all.Except(wanted).Take(2)];
            if (missing.Length + extra.Length > 0)
            {
                throw new ConformanceException($"missing {string.Join('\n', missing)}\nextra {string.Join('\n', extra)}");
            }
        }

        if (CandidateText.Digest(all) != digest)
        {
            throw new ConformanceException("the digest differs");
        }
    }

    /// <summary>Without limit: the providers the vector lists. With it: of these, those of the trees of the kept candidates.</summary>
    private static void CompareSummaries(PlacementStore store, string query, CaseReader expected, JsonElement summaries)
    {
        JsonObject all = SummariesIn(Ask(store, WithoutLimit(query)));
        List<string> wanted = [.. expected.Get("provider_summaries").EnumerateArray().Select(uuid => uuid.GetString()!)];
        if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(all.Select(member => member.Key).Order(StringComparer.Ordinal)))
        {
            throw new ConformanceException($"expected summaries of {wanted.Count} providers, got {all.Count}");
        }

        foreach (string uuid in wanted)
        {
            Compare.Equal(summaries.GetProperty(uuid), Reshape(all[uuid]!.AsObject()));
        }

        PlacementResponse limited = Ask(store, query);
        HashSet<string> roots = [];
        foreach (JsonNode? request in limited.Body!["allocation_requests"]!.AsArray())
        {
            roots.UnionWith(request!["allocations"]!.AsObject().Select(member => store.FindProvider(member.Key)!.RootUuid));
        }

        IEnumerable<string> kept = wanted.Where(uuid => roots.Contains(store.FindProvider(uuid)!.RootUuid));
        if (!kept.Order(StringComparer.Ordinal)
            .SequenceEqual(SummariesIn(limited).Select(member => member.Key).Order(StringComparer.Ordinal)))
        {
            throw new ConformanceException("the summaries are not those of the trees of the kept candidates");
        }
    }

    /// <summary>The vectors' form of a summary: [capacity, used] by class, sorted traits.</summary>
    private static JsonObject Reshape(JsonObject summary)
    {
        JsonObject resources = [];
        foreach (KeyValuePair<string, JsonNode?> member in summary["resources"]!.AsObject())
        {
            resources[member.Key] = new JsonArray(member.Value!["capacity"]!.DeepClone(), member.Value["used"]!.DeepClone());
        }

        IEnumerable<string> traits = summary["traits"]!.AsArray().Select(trait => trait!.GetValue<string>());
        return new JsonObject
        {
            ["resources"] = resources,
            ["traits"] = new JsonArray([.. traits.Order(StringComparer.Ordinal).Select(trait => (JsonNode)trait)]),
            ["parent"] = summary["parent_provider_uuid"]?.DeepClone(),
            ["root"] = summary["root_provider_uuid"]?.DeepClone(),
        };
    }

    /// <summary>The search that the service uses and the literal one answer alike, in content and order.</summary>
    private static void CompareSearches(PlacementStore store, string query)
    {
        if (PlacementApi.TryReadCandidateQuery(query, out CandidateRequest? request).IsSuccess)
        {
            CandidateComparison.AssertEqual(store, request!, CandidateOptions.Default);
        }
    }

    private static PlacementResponse Ask(PlacementStore store, string query) =>
        new PlacementApi(store).Handle("GET", "/allocation_candidates?" + query, "1.39", null);

    private static string WithoutLimit(string query) =>
        string.Join('&', query.Split('&').Where(part => !part.StartsWith("limit=", StringComparison.Ordinal)));

    private static List<string> Texts(PlacementResponse response) =>
        [.. response.Body!["allocation_requests"]!.AsArray().Select(request => CandidateText.OfRest(request!))];

    private static JsonObject SummariesIn(PlacementResponse response) => response.Body!["provider_summaries"]!.AsObject();

    private static void Touch(CaseReader expected)
    {
        foreach (string member in Members)
        {
            expected.TryGet(member, out JsonElement _);
        }
    }
}
