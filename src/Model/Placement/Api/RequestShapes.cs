namespace Model.Placement.Api;

/// <summary>The shapes of request bodies, by microversion (placement/schemas/*.py).</summary>
internal static class RequestShapes
{
    private const double GreatestRatio = 3.40282e+38;

    private static readonly Func<string, bool> ResourceClassName = PlacementStore.IsName;

    public static JsonShape Provider(Microversion version, bool withUuid)
    {
        JsonObjectShape shape = new JsonObjectShape().Required("name", JsonShape.Text(most: 200));
        if (withUuid)
        {
            shape.Optional("uuid", JsonShape.Uuid);
        }

        return version.IsAtLeast(14) ? shape.Optional("parent_provider_uuid", JsonShape.OrNull(JsonShape.Uuid)) : shape;
    }

    /// <summary>One inventory: its generation may be required (PUT of one), allowed (POST) or refused (part of PUT of all).</summary>
    public static JsonShape InventoryWithGeneration { get; } =
        InventoryFields().Required("resource_provider_generation", JsonShape.Integer());

    public static JsonShape NewInventory { get; } = InventoryFields()
        .Optional("resource_provider_generation", JsonShape.Integer())
        .Required("resource_class", JsonShape.Text(isAllowed: ResourceClassName));

    public static JsonShape Inventories { get; } = new JsonObjectShape()
        .Required("resource_provider_generation", JsonShape.Integer())
        .Required("inventories", new JsonObjectShape().Named(
            ResourceClassName, InventoryFields().Optional("resource_provider_generation", JsonShape.Integer())).ToleratingOthers());

    public static JsonShape ResourceClass { get; } = new JsonObjectShape()
        .Required("name", JsonShape.Text(isAllowed: PlacementStore.IsCustomName));

    public static JsonShape ProviderTraits { get; } = new JsonObjectShape()
        .Required("traits", JsonShape.List(JsonShape.Text(1, 255)))
        .Required("resource_provider_generation", JsonShape.Integer());

    public static JsonShape Aggregates(Microversion version)
    {
        JsonShape list = JsonShape.List(JsonShape.Uuid, unique: true);
        return version.IsAtLeast(19)
            ? new JsonObjectShape().Required("aggregates", list).Required("resource_provider_generation", JsonShape.Integer())
            : list;
    }

    /// <summary>The body of PUT allocations.</summary>
    public static JsonShape Allocations(Microversion version)
    {
        if (version.IsAtLeast(12))
        {
            return Claim(version, mayBeEmpty: version.IsAtLeast(28));
        }

        JsonShape provider = new JsonObjectShape().Required("uuid", JsonShape.Uuid);
        JsonShape item = new JsonObjectShape().Required("resource_provider", provider).Required("resources", Resources());
        JsonObjectShape shape = new JsonObjectShape().Required("allocations", JsonShape.List(item, least: 1));
        return version.IsAtLeast(8)
            ? shape.Required("project_id", JsonShape.Text(1, 255)).Required("user_id", JsonShape.Text(1, 255))
            : shape;
    }

    /// <summary>The body of POST allocations.</summary>
    public static JsonShape Claims(Microversion version, int least = 1) => new JsonObjectShape()
        .Named(UuidText.IsPattern, Claim(version, mayBeEmpty: true))
        .AtLeast(least);

    public static JsonShape Reshape(Microversion version) => new JsonObjectShape()
        .Required("inventories", new JsonObjectShape().Named(UuidText.IsPattern, Inventories).AtLeast(1))
        .Required("allocations", Claims(version, least: 0));

    private static JsonObjectShape Claim(Microversion version, bool mayBeEmpty)
    {
        JsonShape holding = new JsonObjectShape().Optional("generation", JsonShape.Integer()).Required("resources", Resources());
        JsonObjectShape shape = new JsonObjectShape()
            .Required("allocations", new JsonObjectShape().Named(UuidText.IsPattern, holding).AtLeast(mayBeEmpty ? 0 : 1))
            .Required("project_id", JsonShape.Text(1, 255))
            .Required("user_id", JsonShape.Text(1, 255));
        if (version.IsAtLeast(28))
        {
            shape.Required("consumer_generation", JsonShape.OrNull(JsonShape.Integer()));
        }

        if (version.IsAtLeast(34))
        {
            // The pattern of a suffix is not anchored in the service's schema: one good letter anywhere makes the value checked.
            shape.Optional("mappings", new JsonObjectShape()
                .Named(name => name.Any(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'), JsonShape.List(JsonShape.Uuid, least: 1))
                .ToleratingOthers()
                .AtLeast(1));
        }

        return version.IsAtLeast(38)
            ? shape.Required("consumer_type", JsonShape.Text(1, 255, PlacementStore.IsName))
            : shape;
    }

    private static JsonObjectShape Resources() =>
        new JsonObjectShape().Named(ResourceClassName, JsonShape.Integer(least: 1)).AtLeast(1);

    private static JsonObjectShape InventoryFields() => new JsonObjectShape()
        .Required("total", JsonShape.Integer(1, int.MaxValue))
        .Optional("reserved", JsonShape.Integer(0, int.MaxValue))
        .Optional("min_unit", JsonShape.Integer(1, int.MaxValue))
        .Optional("max_unit", JsonShape.Integer(1, int.MaxValue))
        .Optional("step_size", JsonShape.Integer(1, int.MaxValue))
        .Optional("allocation_ratio", JsonShape.Number(GreatestRatio));
}
