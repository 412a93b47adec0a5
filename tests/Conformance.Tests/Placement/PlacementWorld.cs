using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Placement;

namespace Conformance.Tests.Placement;

/// <summary>Builds a store from the <c>setup</c> of a placement vector.</summary>
internal static class PlacementWorld
{
    public static PlacementStore Build(CaseReader setup)
    {
        PlacementStore store = new();
        foreach (JsonElement name in setup.Get("resource_classes").EnumerateArray())
        {
            Must(store.EnsureResourceClass(name.GetString()!));
        }

        foreach (JsonElement name in setup.Get("traits").EnumerateArray())
        {
            Must(store.EnsureTrait(name.GetString()!));
        }

        foreach (CaseReader provider in setup.Members("providers"))
        {
            AddProvider(store, provider);
        }

        foreach (CaseReader claim in setup.Members("allocations"))
        {
            Must(store.Claim(new ConsumerClaim
            {
                ConsumerUuid = claim.Get("consumer").GetString()!,
                ProjectId = claim.Get("project").GetString()!,
                UserId = claim.Get("user").GetString()!,
                Allocations = ReadAllocations(claim.Get("allocations")),
            }));
        }

        if (setup.TryGet("inventory_updates", out JsonElement updates))
        {
            foreach (JsonElement update in updates.EnumerateArray())
            {
                Must(store.SetInventories(update[0].GetString()!, ReadInventories(update[1])));
            }
        }

        return store;
    }

    /// <summary>The inventories of a provider, by class, missing fields with the API's defaults.</summary>
    public static IReadOnlyList<Inventory> ReadInventories(JsonElement byClass)
    {
        List<Inventory> inventories = [];
        foreach (JsonProperty member in byClass.EnumerateObject())
        {
            Inventory inventory = new() { ResourceClass = member.Name, Total = member.Value.GetProperty("total").GetInt32() };
            foreach (JsonProperty field in member.Value.EnumerateObject())
            {
                inventory = field.Name switch
                {
                    "total" => inventory,
                    "reserved" => inventory with { Reserved = field.Value.GetInt32() },
                    "min_unit" => inventory with { MinUnit = field.Value.GetInt32() },
                    "max_unit" => inventory with { MaxUnit = field.Value.GetInt32() },
                    "step_size" => inventory with { StepSize = field.Value.GetInt32() },
                    "allocation_ratio" => inventory with { AllocationRatio = field.Value.GetDouble() },
                    _ => throw new ConformanceException($"inventory field '{field.Name}' is not understood"),
                };
            }

            inventories.Add(inventory);
        }

        return inventories;
    }

    private static void AddProvider(PlacementStore store, CaseReader provider)
    {
        string uuid = provider.Get("uuid").GetString()!;
        string? parent = provider.TryGet("parent", out JsonElement named) ? named.GetString() : null;
        Must(store.CreateProvider(uuid, provider.Get("name").GetString()!, parent));
        if (provider.TryGet("inventories", out JsonElement inventories))
        {
            Must(store.SetInventories(uuid, ReadInventories(inventories)));
        }

        if (provider.TryGet("traits", out JsonElement traits))
        {
            Must(store.SetTraits(uuid, [.. traits.EnumerateArray().Select(trait => trait.GetString()!)]));
        }

        if (provider.TryGet("aggregates", out JsonElement aggregates))
        {
            Must(store.SetAggregates(uuid, [.. aggregates.EnumerateArray().Select(aggregate => aggregate.GetString()!)]));
        }
    }

    private static List<ProviderAllocation> ReadAllocations(JsonElement byProvider)
    {
        List<ProviderAllocation> allocations = [];
        foreach (JsonProperty provider in byProvider.EnumerateObject())
        {
            foreach (JsonProperty amount in provider.Value.EnumerateObject())
            {
                allocations.Add(new ProviderAllocation(provider.Name, amount.Name, amount.Value.GetInt64()));
            }
        }

        return allocations;
    }

    private static void Must(PlacementResult result)
    {
        if (!result.IsSuccess)
        {
            throw new ConformanceException($"the setup was refused: {result.Status} {result.Detail}");
        }
    }
}
