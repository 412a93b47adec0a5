using System.Text.Json;
using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <content>Inventories and usages (handlers/inventory.py, handlers/usage.py).</content>
public sealed partial class PlacementApi
{
    private PlacementResponse Inventories(Call call, string uuid)
    {
        switch (call.Method)
        {
            case "GET":
                return AnswerInventories(FindOrFault(uuid));
            case "POST":
                return AddInventory(call, uuid);
            case "PUT":
                return SetInventories(call, uuid);
            case "DELETE" when call.Version.IsAtLeast(5):
                PlacementFault.ThrowIfRefused(_store.DeleteInventories(uuid));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse OneInventory(Call call, string uuid, string resourceClass)
    {
        switch (call.Method)
        {
            case "GET":
                FindOrFault(uuid);
                return AnswerInventory(uuid, resourceClass, 200, null);
            case "PUT":
                call.NeedsBody();
                FindOrFault(uuid);
                JsonElement body = RequestBody.Read(call.Body, RequestShapes.InventoryWithGeneration);
                PlacementFault.ThrowIfRefused(_store.UpdateInventory(
                    uuid, RequestBody.ReadInventory(resourceClass, body), GenerationIn(body), call.Version.IsAtLeast(26)));
                return AnswerInventory(uuid, resourceClass, 200, null);
            case "DELETE":
                PlacementFault.ThrowIfRefused(_store.DeleteInventory(uuid, resourceClass));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    /// <summary>A generation in the body of POST is accepted and ignored, as by the real service.</summary>
    private PlacementResponse AddInventory(Call call, string uuid)
    {
        call.NeedsBody();
        FindOrFault(uuid);
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.NewInventory);
        string resourceClass = body.GetProperty("resource_class").GetString()!;
        PlacementFault.ThrowIfRefused(
            _store.AddInventory(uuid, RequestBody.ReadInventory(resourceClass, body), call.Version.IsAtLeast(26)));
        return AnswerInventory(uuid, resourceClass, 201, $"/resource_providers/{uuid}/inventories/{resourceClass}");
    }

    private PlacementResponse SetInventories(Call call, string uuid)
    {
        call.NeedsBody();
        FindOrFault(uuid);
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.Inventories);
        JsonElement byClass = body.GetProperty("inventories");
        IReadOnlyList<Inventory> inventories = RequestBody.ReadInventories(byClass);
        if (FindOrFault(uuid).Generation == GenerationIn(body) && !RequestBody.HaveCapacity(byClass))
        {
            throw PlacementFault.ServerError("an inventory has no total");
        }

        PlacementFault.ThrowIfRefused(_store.SetInventories(
            uuid, inventories, GenerationIn(body), call.Version.IsAtLeast(26)));
        return AnswerInventories(FindOrFault(uuid));
    }

    private PlacementResponse AnswerInventories(ResourceProvider provider)
    {
        JsonObject byClass = [];
        foreach (Inventory inventory in _store.GetInventories(provider.Uuid))
        {
            byClass[inventory.ResourceClass] = Describe(inventory);
        }

        return Answer(new JsonObject
        {
            ["resource_provider_generation"] = provider.Generation,
            ["inventories"] = byClass,
        });
    }

    private PlacementResponse AnswerInventory(string uuid, string resourceClass, int status, string? location)
    {
        Inventory inventory = _store.GetInventories(uuid).FirstOrDefault(i => i.ResourceClass == resourceClass)
            ?? throw PlacementFault.NotFound($"no inventory of class {resourceClass} for {uuid}");
        JsonObject body = Describe(inventory);
        int generation = FindOrFault(uuid).Generation;
        if (generation != 0)
        {
            body["resource_provider_generation"] = generation;
        }

        return Answer(body, status, location);
    }

    private static JsonObject Describe(Inventory inventory) => new()
    {
        ["total"] = inventory.Total,
        ["reserved"] = inventory.Reserved,
        ["min_unit"] = inventory.MinUnit,
        ["max_unit"] = inventory.MaxUnit,
        ["step_size"] = inventory.StepSize,
        ["allocation_ratio"] = inventory.AllocationRatio,
    };

    private static int GenerationIn(JsonElement body) => JsonNumber.Generation(body.GetProperty("resource_provider_generation"));

    private PlacementResponse Usages(Call call, string uuid)
    {
        if (!call.Is("GET"))
        {
            throw PlacementFault.NotAllowed();
        }

        ResourceProvider provider = FindOrFault(uuid);
        JsonObject usages = [];
        foreach (ResourceAmount usage in _store.GetUsages(uuid))
        {
            usages[usage.ResourceClass] = usage.Amount;
        }

        return Answer(new JsonObject { ["resource_provider_generation"] = provider.Generation, ["usages"] = usages });
    }
}
