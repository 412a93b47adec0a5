using System.Text.Json;

namespace Model.Placement.Api;

/// <summary>Reads request bodies into the typed records of the store.</summary>
internal static class RequestBody
{
    /// <summary>Parses and checks a body; a fault (400) if it is not JSON or has another shape.</summary>
    public static JsonElement Read(string? body, JsonShape shape)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body ?? string.Empty);
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw PlacementFault.BadRequest($"Malformed JSON: {exception.Message}");
        }

        return shape.Check(root) is { } reason ? throw PlacementFault.BadRequest($"JSON does not validate: {reason}") : root;
    }

    public static Inventory ReadInventory(string resourceClass, JsonElement fields) => new()
    {
        ResourceClass = resourceClass,
        Total = JsonNumber.Int(fields.GetProperty("total")),
        Reserved = IntOr(fields, "reserved", 0),
        MinUnit = IntOr(fields, "min_unit", 1),
        MaxUnit = IntOr(fields, "max_unit", int.MaxValue),
        StepSize = IntOr(fields, "step_size", 1),
        AllocationRatio = fields.TryGetProperty("allocation_ratio", out JsonElement ratio) ? ratio.GetDouble() : 1.0,
    };

    /// <summary>
    /// Inventories by class. The schema does not look at the value of a name that no class can have: such a class is unknown later,
    /// unless the service fails over the value first (a fault, 500).
    /// </summary>
    public static IReadOnlyList<Inventory> ReadInventories(JsonElement byClass)
    {
        List<Inventory> inventories = [];
        foreach (JsonProperty member in byClass.EnumerateObject())
        {
            if (PlacementStore.IsName(member.Name))
            {
                inventories.Add(ReadInventory(member.Name, member.Value));
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Object)
            {
                throw PlacementFault.ServerError($"{member.Value.GetRawText()} is not an inventory");
            }

            inventories.Add(new Inventory { ResourceClass = member.Name, Total = 1 });
        }

        return inventories;
    }

    /// <summary>Whether a capacity follows from every inventory, even from those whose fields the schema does not look at.</summary>
    public static bool HaveCapacity(JsonElement byClass) => byClass.EnumerateObject().All(member =>
        PlacementStore.IsName(member.Name)
        || (member.Value.TryGetProperty("total", out JsonElement total) && total.ValueKind == JsonValueKind.Number));

    public static IReadOnlyList<string> ReadTexts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Reads one consumer's part of a body of PUT or POST allocations.</summary>
    public static ConsumerClaim ReadClaim(string consumer, JsonElement body, Microversion version)
    {
        JsonElement allocations = body.GetProperty("allocations");
        return new ConsumerClaim
        {
            ConsumerUuid = consumer,
            Allocations = allocations.ValueKind == JsonValueKind.Array ? ReadList(allocations) : ReadByProvider(allocations),
            ProjectId = TextOrNull(body, "project_id"),
            UserId = TextOrNull(body, "user_id"),
            ConsumerType = TextOrNull(body, "consumer_type"),
            ChecksGeneration = version.IsAtLeast(28),
            ConsumerGeneration = body.TryGetProperty("consumer_generation", out JsonElement seen)
                && seen.ValueKind != JsonValueKind.Null ? JsonNumber.Generation(seen) : null,
        };
    }

    public static IReadOnlyList<ConsumerClaim> ReadClaims(JsonElement body, Microversion version) =>
        [.. body.EnumerateObject().Select(member => ReadClaim(member.Name, member.Value, version))];

    private static List<ProviderAllocation> ReadByProvider(JsonElement allocations)
    {
        List<ProviderAllocation> read = [];
        foreach (JsonProperty provider in allocations.EnumerateObject())
        {
            ReadResources(provider.Name, provider.Value.GetProperty("resources"), read);
        }

        return read;
    }

    /// <summary>The list form before microversion 1.12; of two entries for one provider the last counts.</summary>
    private static List<ProviderAllocation> ReadList(JsonElement allocations)
    {
        List<ProviderAllocation> read = [];
        foreach (JsonElement item in allocations.EnumerateArray())
        {
            string provider = item.GetProperty("resource_provider").GetProperty("uuid").GetString()!;
            read.RemoveAll(allocation => string.Equals(allocation.ProviderUuid, provider, StringComparison.Ordinal));
            ReadResources(provider, item.GetProperty("resources"), read);
        }

        return read;
    }

    private static void ReadResources(string provider, JsonElement resources, List<ProviderAllocation> read)
    {
        foreach (JsonProperty resource in resources.EnumerateObject())
        {
            _ = JsonNumber.TryInteger(resource.Value, out long amount);
            read.Add(new ProviderAllocation(provider, resource.Name, amount));
        }
    }

    private static int IntOr(JsonElement fields, string name, int otherwise) =>
        fields.TryGetProperty(name, out JsonElement value) ? JsonNumber.Int(value) : otherwise;

    private static string? TextOrNull(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
