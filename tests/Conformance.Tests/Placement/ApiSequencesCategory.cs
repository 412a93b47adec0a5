using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Placement;
using Model.Placement.Api;

namespace Conformance.Tests.Placement;

/// <summary>Sequences of REST calls from an empty store, with the state they end in.</summary>
public sealed class ApiSequencesCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "placement/api_sequences";

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader reader = new(line, "$");
        reader.Get("id");
        PlacementStore store = new();
        PlacementApi api = new(store);
        IReadOnlyList<CaseReader> steps = reader.Members("steps");
        for (int index = 0; index < steps.Count; index++)
        {
            CaseReader step = steps[index];
            string call = $"step {index}: {step.Get("method").GetString()} {step.Get("path").GetString()}";
            try
            {
                RunStep(api, step);
            }
            catch (ConformanceException exception)
            {
                throw new ConformanceException($"{call}: {exception.Message}");
            }
        }

        CaseReader final = reader.Member("final");
        Compare.Equal(final.Get("providers"), Providers(store));
        Compare.Equal(final.Get("consumers"), Consumers(api, store));
        reader.AssertAllRead();
        return steps.Count;
    }

    private static void RunStep(PlacementApi api, CaseReader step)
    {
        string? version = step.TryGet("mv", out JsonElement mv) ? mv.GetString() : "1.39";
        string? body = step.TryGet("raw", out JsonElement raw) ? raw.GetString()
            : step.TryGet("body", out JsonElement json) ? json.GetRawText() : null;
        PlacementResponse response = api.Handle(step.Get("method").GetString()!, step.Get("path").GetString()!, version, body);
        CaseReader expected = step.Member("expect");
        JsonObject got = new() { ["status"] = response.Status };
        if (response.Code is not null)
        {
            got["code"] = response.Code;
        }

        if (response.Location is not null)
        {
            got["location"] = response.Location;
        }

        if (response.Status < 400 && response.Body is not null)
        {
            got["body"] = Sorted(response.Body);
        }

        foreach (string member in (string[])["status", "code", "location", "body"])
        {
            expected.TryGet(member, out JsonElement _);
        }

        Compare.Equal(step.Get("expect"), got);
    }

    /// <summary>Sorts every list by the JSON text of its items, as the vectors do: their order is not part of the contract.</summary>
    private static JsonNode Sorted(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                JsonObject ordered = [];
                foreach (KeyValuePair<string, JsonNode?> member in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    ordered[member.Key] = member.Value is null ? null : Sorted(member.Value);
                }

                return ordered;
            case JsonArray items:
                return new JsonArray(
                    [.. items.Select(item => Sorted(item!)).OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)]);
            default:
                return node.DeepClone();
        }
    }

    private static JsonObject Providers(PlacementStore store)
    {
        JsonObject all = [];
        foreach (ResourceProvider provider in store.Providers)
        {
            JsonObject inventories = [];
            foreach (Inventory inventory in store.GetInventories(provider.Uuid))
            {
                inventories[inventory.ResourceClass] = new JsonObject
                {
                    ["total"] = inventory.Total,
                    ["reserved"] = inventory.Reserved,
                    ["min_unit"] = inventory.MinUnit,
                    ["max_unit"] = inventory.MaxUnit,
                    ["step_size"] = inventory.StepSize,
                    ["allocation_ratio"] = inventory.AllocationRatio,
                };
            }

            JsonObject usages = [];
            foreach (ResourceAmount usage in store.GetUsages(provider.Uuid))
            {
                usages[usage.ResourceClass] = usage.Amount;
            }

            all[provider.Uuid] = new JsonObject
            {
                ["generation"] = provider.Generation,
                ["name"] = provider.Name,
                ["parent"] = provider.ParentUuid,
                ["root"] = provider.RootUuid,
                ["inventories"] = inventories,
                ["usages"] = usages,
                ["traits"] = Texts(store.GetTraits(provider.Uuid)),
                ["aggregates"] = Texts(store.GetAggregates(provider.Uuid)),
            };
        }

        return all;
    }

    private static JsonObject Consumers(PlacementApi api, PlacementStore store)
    {
        JsonObject all = [];
        foreach (ConsumerRecord consumer in store.Consumers)
        {
            PlacementResponse response = api.Handle("GET", $"/allocations/{consumer.Uuid}", "1.39", null);
            all[consumer.Uuid] = Sorted(response.Body!);
        }

        return all;
    }

    private static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode)text)]);
}
