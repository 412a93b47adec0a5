using System.Text.Json;
using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <content>Resource classes, traits and aggregates (handlers/resource_class.py, trait.py, aggregate.py).</content>
public sealed partial class PlacementApi
{
    private PlacementResponse ResourceClasses(Call call)
    {
        switch (call.Method)
        {
            case "GET":
                call.Since(2);
                return Answer(new JsonObject
                {
                    ["resource_classes"] = new JsonArray([.. _store.ResourceClasses.Select(DescribeClass)]),
                });
            case "POST":
                call.Since(2);
                call.NeedsBody();
                JsonElement body = RequestBody.Read(call.Body, RequestShapes.ResourceClass);
                string name = body.GetProperty("name").GetString()!;
                if (_store.HasResourceClass(name))
                {
                    throw new PlacementFault(PlacementResult.Conflict($"conflicting resource class already exists: {name}"));
                }

                PlacementFault.ThrowIfRefused(_store.EnsureResourceClass(name));
                return Done(201, $"/resource_classes/{name}");
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse ResourceClass(Call call, string name)
    {
        switch (call.Method)
        {
            case "GET":
                call.Since(2);
                return _store.HasResourceClass(name)
                    ? Answer(DescribeClass(name))
                    : throw PlacementFault.NotFound($"no such resource class {name}");
            case "PUT":
                call.Since(2);
                return call.Version.IsAtLeast(7) ? EnsureClass(name) : RenameClass(call, name);
            case "DELETE":
                call.Since(2);
                PlacementFault.ThrowIfRefused(_store.DeleteResourceClass(name));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse EnsureClass(string name)
    {
        PlacementResult result = _store.EnsureResourceClass(name);
        PlacementFault.ThrowIfRefused(result);
        return Done(result.Status, $"/resource_classes/{name}");
    }

    private PlacementResponse RenameClass(Call call, string name)
    {
        call.NeedsBody();
        string newName = RequestBody.Read(call.Body, RequestShapes.ResourceClass).GetProperty("name").GetString()!;
        PlacementFault.ThrowIfRefused(_store.RenameResourceClass(name, newName));
        return Answer(DescribeClass(newName));
    }

    private static JsonNode DescribeClass(string name) => new JsonObject
    {
        ["name"] = name,
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = $"/resource_classes/{name}" }),
    };

    private PlacementResponse ListTraits(Call call)
    {
        if (!call.Is("GET"))
        {
            throw PlacementFault.NotAllowed();
        }

        call.Since(6);
        return Answer(new JsonObject { ["traits"] = Texts(TraitQuery.Find(_store, call.Query)) });
    }

    private PlacementResponse Trait(Call call, string name)
    {
        switch (call.Method)
        {
            case "GET":
                call.Since(6);
                return _store.HasTrait(name) ? Done(204) : throw PlacementFault.NotFound($"no such trait {name}");
            case "PUT":
                call.Since(6);
                PlacementResult result = _store.EnsureTrait(name);
                PlacementFault.ThrowIfRefused(result);
                return Done(result.Status, $"/traits/{name}");
            case "DELETE":
                call.Since(6);
                PlacementFault.ThrowIfRefused(_store.DeleteTrait(name));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse ProviderTraits(Call call, string uuid)
    {
        switch (call.Method)
        {
            case "GET":
                call.Since(6);
                return AnswerTraits(FindOrFault(uuid));
            case "PUT":
                call.Since(6);
                call.NeedsBody();
                JsonElement body = RequestBody.Read(call.Body, RequestShapes.ProviderTraits);
                PlacementFault.ThrowIfRefused(
                    _store.SetTraits(uuid, RequestBody.ReadTexts(body.GetProperty("traits")), GenerationIn(body)));
                return AnswerTraits(FindOrFault(uuid));
            case "DELETE":
                call.Since(6);
                PlacementFault.ThrowIfRefused(_store.SetTraits(uuid, []));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse AnswerTraits(ResourceProvider provider) => Answer(new JsonObject
    {
        ["traits"] = Texts(_store.GetTraits(provider.Uuid)),
        ["resource_provider_generation"] = provider.Generation,
    });

    private PlacementResponse Aggregates(Call call, string uuid)
    {
        if (!call.Is("GET") && !call.Is("PUT"))
        {
            throw PlacementFault.NotAllowed();
        }

        if (call.Is("PUT"))
        {
            call.NeedsBody();
        }

        call.Since(1);
        FindOrFault(uuid);
        if (call.Is("PUT"))
        {
            bool considersGeneration = call.Version.IsAtLeast(19);
            JsonElement body = RequestBody.Read(call.Body, RequestShapes.Aggregates(call.Version));
            JsonElement aggregates = considersGeneration ? body.GetProperty("aggregates") : body;
            PlacementFault.ThrowIfRefused(_store.SetAggregates(
                uuid, RequestBody.ReadTexts(aggregates), considersGeneration ? GenerationIn(body) : null, considersGeneration));
        }

        JsonObject answer = new() { ["aggregates"] = Texts(_store.GetAggregates(uuid)) };
        if (call.Version.IsAtLeast(19))
        {
            answer["resource_provider_generation"] = FindOrFault(uuid).Generation;
        }

        return Answer(answer);
    }
}
