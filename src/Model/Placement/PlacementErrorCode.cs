namespace Model.Placement;

/// <summary>Placement's stable error codes (placement/errors.py); what a client may act on.</summary>
public static class PlacementErrorCode
{
    /// <summary>Anything without a code of its own.</summary>
    public const string Undefined = "placement.undefined_code";

    /// <summary>An inventory still has allocations.</summary>
    public const string InventoryInUse = "placement.inventory.inuse";

    /// <summary>A generation did not match: read again and retry.</summary>
    public const string ConcurrentUpdate = "placement.concurrent_update";

    /// <summary>The name or UUID is taken.</summary>
    public const string DuplicateName = "placement.duplicate_name";

    /// <summary>The provider still has allocations.</summary>
    public const string ProviderInUse = "placement.resource_provider.inuse";

    /// <summary>The provider still has children.</summary>
    public const string CannotDeleteParent = "placement.resource_provider.cannot_delete_parent";

    /// <summary>A reshape names an unknown provider.</summary>
    public const string ProviderNotFound = "placement.resource_provider.not_found";

    /// <summary>A query parameter was given twice.</summary>
    public const string DuplicateKey = "placement.query.duplicate_key";

    /// <summary>A query parameter has a bad value.</summary>
    public const string BadValue = "placement.query.bad_value";

    /// <summary>A query parameter is missing.</summary>
    public const string MissingValue = "placement.query.missing_value";
}
