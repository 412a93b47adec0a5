using Model.Configuration;

namespace Model.Placement.Pci;

/// <summary>What differs between releases in the report of PCI devices to Placement. The default is 2025.2.</summary>
public sealed record PciPlacementRules
{
    /// <summary>The rules of release 2025.2.</summary>
    public static PciPlacementRules Default { get; } = new();

    /// <summary>≥ 32: what servers use of devices that left the configuration stays in the inventory.</summary>
    public bool KeepUsed { get; init; } = true;

    /// <summary>≥ 32: providers of PCI devices that the tracker does not know at all are removed.</summary>
    public bool CleanStray { get; init; } = true;

    /// <summary>≥ 34: every provider of PCI devices has the trait <c>OWNER_NOVA</c>.</summary>
    public bool OwnerTrait { get; init; }

    /// <summary>≥ 34: devices that can be live-migrated have the trait <c>HW_PCI_LIVE_MIGRATABLE</c>.</summary>
    public bool LiveMigratableTrait { get; init; }

    /// <summary>The rules of a release.</summary>
    public static PciPlacementRules Of(ReleaseFeatures features) => new()
    {
        KeepUsed = features.PlacementKeepUsed,
        CleanStray = features.PlacementCleanStray,
        OwnerTrait = features.PlacementOwnerTrait,
        LiveMigratableTrait = features.PlacementLiveMigratableTrait,
    };
}
