using System.Text.Json;
using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <content>Allocations, total usages and the reshaper (handlers/allocation.py, usage.py, reshaper.py).</content>
public sealed partial class PlacementApi
{
    private PlacementResponse Allocations(Call call, string consumer)
    {
        switch (call.Method)
        {
            case "GET":
                return Answer(DescribeConsumer(consumer, call.Version));
            case "PUT":
                call.NeedsBody();
                if (!UuidText.IsLike(consumer))
                {
                    throw PlacementFault.BadRequest($"Malformed consumer_uuid: {consumer}");
                }

                JsonElement body = RequestBody.Read(call.Body, RequestShapes.Allocations(call.Version));
                PlacementFault.ThrowIfRefused(
                    _store.Claim(RequestBody.ReadClaim(UuidText.Normalize(consumer), body, call.Version)));
                return Done(204);
            case "DELETE":
                PlacementFault.ThrowIfRefused(_store.DeleteAllocations(consumer));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse ManyAllocations(Call call)
    {
        if (!call.Is("POST"))
        {
            throw PlacementFault.NotAllowed();
        }

        call.Since(13);
        call.NeedsBody();
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.Claims(call.Version));
        PlacementFault.ThrowIfRefused(_store.Claim(RequestBody.ReadClaims(body, call.Version)));
        return Done(204);
    }

    private PlacementResponse Reshaper(Call call)
    {
        if (!call.Is("POST"))
        {
            throw PlacementFault.NotAllowed();
        }

        call.Since(30);
        call.NeedsBody();
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.Reshape(call.Version));
        List<InventoryReplacement> inventories =
        [
            .. body.GetProperty("inventories").EnumerateObject().Select(member => new InventoryReplacement(
                member.Name, GenerationIn(member.Value), RequestBody.ReadInventories(member.Value.GetProperty("inventories")))),
        ];
        PlacementFault.ThrowIfRefused(
            _store.Reshape(inventories, RequestBody.ReadClaims(body.GetProperty("allocations"), call.Version)));
        return Done(204);
    }

    private JsonObject DescribeConsumer(string uuid, Microversion version)
    {
        JsonObject byProvider = [];
        JsonObject answer = new() { ["allocations"] = byProvider };
        if (_store.GetAllocations(uuid) is not { } consumer)
        {
            return answer;
        }

        foreach (ProviderAllocation held in consumer.Allocations)
        {
            if (byProvider[held.ProviderUuid] is null)
            {
                byProvider[held.ProviderUuid] = new JsonObject
                {
                    ["generation"] = FindOrFault(held.ProviderUuid).Generation,
                    ["resources"] = new JsonObject(),
                };
            }

            byProvider[held.ProviderUuid]!["resources"]![held.ResourceClass] = held.Amount;
        }

        if (version.IsAtLeast(12))
        {
            answer["project_id"] = consumer.ProjectId;
            answer["user_id"] = consumer.UserId;
        }

        if (version.IsAtLeast(28))
        {
            answer["consumer_generation"] = consumer.Generation;
        }

        if (version.IsAtLeast(38))
        {
            answer["consumer_type"] = consumer.ConsumerType;
        }

        return answer;
    }

    private PlacementResponse ProviderAllocations(Call call, string uuid)
    {
        if (!call.Is("GET"))
        {
            throw PlacementFault.NotAllowed();
        }

        ResourceProvider provider = FindOrFault(uuid);
        JsonObject byConsumer = [];
        foreach (ProviderHolding held in _store.GetProviderAllocations(uuid))
        {
            if (byConsumer[held.ConsumerUuid] is null)
            {
                JsonObject described = new() { ["resources"] = new JsonObject() };
                if (call.Version.IsAtLeast(28))
                {
                    described["consumer_generation"] = held.ConsumerGeneration;
                }

                byConsumer[held.ConsumerUuid] = described;
            }

            byConsumer[held.ConsumerUuid]!["resources"]![held.ResourceClass] = held.Amount;
        }

        return Answer(new JsonObject
        {
            ["allocations"] = byConsumer,
            ["resource_provider_generation"] = provider.Generation,
        });
    }

    private PlacementResponse TotalUsages(Call call)
    {
        if (!call.Is("GET"))
        {
            throw PlacementFault.NotAllowed();
        }

        call.Since(9);
        return Answer(new JsonObject { ["usages"] = UsageQuery.Find(_store, UsageParameters(call), call.Version) });
    }

    /// <summary>This handler takes its parameters before they are checked, so it fails over those that are not UTF-8.</summary>
    private static QueryString UsageParameters(Call call)
    {
        try
        {
            return call.Query;
        }
        catch (PlacementFault fault)
        {
            throw PlacementFault.ServerError(fault.Result.Detail ?? string.Empty);
        }
    }
}
