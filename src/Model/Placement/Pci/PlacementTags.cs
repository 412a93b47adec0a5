namespace Model.Placement.Pci;

/// <summary>The tags of a device_spec entry that matter to Placement. Immutable.</summary>
public sealed record PlacementTags
{
    /// <summary>Whether <c>physical_network</c> is set to something; a null or empty one does not count.</summary>
    public bool HasPhysicalNetwork { get; init; }

    /// <summary><c>resource_class</c>; null or empty when not set.</summary>
    public string? ResourceClass { get; init; }

    /// <summary><c>traits</c>, with commas between them; null or empty when not set.</summary>
    public string? Traits { get; init; }

    /// <summary>Whether the entry mentions <c>one_time_use</c>, with any value.</summary>
    public bool MentionsOneTimeUse { get; init; }

    /// <summary>Whether <c>one_time_use</c> is true.</summary>
    public bool OneTimeUse { get; init; }

    /// <summary>Whether <c>live_migratable</c> is true.</summary>
    public bool LiveMigratable { get; init; }
}
