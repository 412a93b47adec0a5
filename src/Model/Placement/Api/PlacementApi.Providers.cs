using System.Text.Json;
using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <content>Resource providers (handlers/resource_provider.py).</content>
public sealed partial class PlacementApi
{
    private PlacementResponse Providers(Call call) => call.Method switch
    {
        "GET" => Answer(new JsonObject
        {
            ["resource_providers"] = new JsonArray(
                [.. ProviderQuery.Find(_store, call.Query, call.Version).Select(p => Describe(p, call.Version))]),
        }),
        "POST" => CreateProvider(call),
        _ => throw PlacementFault.NotAllowed(),
    };

    private PlacementResponse Provider(Call call, string uuid)
    {
        switch (call.Method)
        {
            case "GET":
                return Answer(Describe(FindOrFault(uuid), call.Version));
            case "PUT":
                return UpdateProvider(call, uuid);
            case "DELETE":
                PlacementFault.ThrowIfRefused(_store.DeleteProvider(uuid));
                return Done(204);
            default:
                throw PlacementFault.NotAllowed();
        }
    }

    private PlacementResponse CreateProvider(Call call)
    {
        call.NeedsBody();
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.Provider(call.Version, withUuid: true));
        string name = body.GetProperty("name").GetString()!;
        string uuid = body.TryGetProperty("uuid", out JsonElement given) ? UuidText.Normalize(given.GetString()!) : UuidOfName(name);
        string? parent = body.TryGetProperty("parent_provider_uuid", out JsonElement named) ? named.GetString() : null;
        PlacementFault.ThrowIfRefused(_store.CreateProvider(uuid, name, parent));
        string location = $"/resource_providers/{uuid}";
        return call.Version.IsAtLeast(20)
            ? Answer(Describe(FindOrFault(uuid), call.Version), location: location)
            : Done(201, location);
    }

    private PlacementResponse UpdateProvider(Call call, string uuid)
    {
        call.NeedsBody();
        ResourceProvider present = FindOrFault(uuid);
        JsonElement body = RequestBody.Read(call.Body, RequestShapes.Provider(call.Version, withUuid: false));
        string? parent = body.TryGetProperty("parent_provider_uuid", out JsonElement named) ? named.GetString() : present.ParentUuid;
        PlacementFault.ThrowIfRefused(
            _store.UpdateProvider(uuid, body.GetProperty("name").GetString()!, parent, call.Version.IsAtLeast(37)));
        return Answer(Describe(FindOrFault(uuid), call.Version));
    }

    /// <summary>
    /// The UUID of a provider for which none was given. The real service draws one; ours follows from the name, so that runs repeat.
    /// </summary>
    private static string UuidOfName(string name)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("resource provider " + name));
        return UuidText.Normalize(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    private static JsonObject Describe(ResourceProvider provider, Microversion version)
    {
        string path = $"/resource_providers/{provider.Uuid}";
        List<string> parts = ["inventories", "usages"];
        if (version.IsAtLeast(1))
        {
            parts.Add("aggregates");
        }

        if (version.IsAtLeast(6))
        {
            parts.Add("traits");
        }

        if (version.IsAtLeast(11))
        {
            parts.Add("allocations");
        }

        JsonArray links = [new JsonObject { ["rel"] = "self", ["href"] = path }];
        foreach (string part in parts)
        {
            links.Add(new JsonObject { ["rel"] = part, ["href"] = $"{path}/{part}" });
        }

        JsonObject described = new()
        {
            ["uuid"] = provider.Uuid,
            ["name"] = provider.Name,
            ["generation"] = provider.Generation,
            ["links"] = links,
        };
        if (version.IsAtLeast(14))
        {
            described["parent_provider_uuid"] = provider.ParentUuid;
            described["root_provider_uuid"] = provider.RootUuid;
        }

        return described;
    }
}
