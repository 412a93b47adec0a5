using Model.Configuration;

namespace Model.Pci;

/// <summary>
/// What differs between releases in the handling of PCI devices. The default is 2025.2 (release 32).
/// </summary>
public sealed record PciRules
{
    /// <summary>The rules of release 2025.2.</summary>
    public static PciRules Default { get; } = new();

    /// <summary>≥ 23: a reported device whose address is outside the limits is skipped; before, it broke the whole update.</summary>
    public bool AddressSkip { get; init; } = true;

    /// <summary>≥ 23: a free device that changes its type changes its pool.</summary>
    public bool TypeChangePools { get; init; } = true;

    /// <summary>≥ 31: the tag <c>managed</c> is checked and kept on the device.</summary>
    public bool ManagedTag { get; init; } = true;

    /// <summary>≥ 31: the tag <c>live_migratable</c> is checked, kept on the device, and chooses pools.</summary>
    public bool LiveMigratableTag { get; init; } = true;

    /// <summary>≥ 32: the tag <c>one_time_use</c> is checked.</summary>
    public bool OneTimeUseTag { get; init; } = true;

    /// <summary>≥ 27: aliases may have <c>resource_class</c> and <c>traits</c>.</summary>
    public bool AliasPlacementFields { get; init; } = true;

    /// <summary>≥ 31: aliases may have <c>live_migratable</c>.</summary>
    public bool AliasLiveMigratable { get; init; } = true;

    /// <summary>≥ 32: every alias must name both ids, or with PCI in Placement ids or a resource class, and only once.</summary>
    public bool AliasStrictIds { get; init; } = true;

    /// <summary>≥ 27: devices of different PFs are in different pools.</summary>
    public bool PoolsByParent { get; init; } = true;

    /// <summary>≥ 26: the requests of a guest are tested together; before, each alone, so that two could count one device.</summary>
    public bool JointRequests { get; init; } = true;

    /// <summary>≥ 32: two pools with the same provider refuse the request; before, both were used (bug 2098496).</summary>
    public bool OneProviderOnePool { get; init; } = true;

    /// <summary>≥ 32: a device that left the configuration while in use is removed when it is freed.</summary>
    public bool RemoveWhenFreed { get; init; } = true;

    /// <summary>≥ 23: the NUMA policy <c>socket</c> is known.</summary>
    public bool SocketPolicy { get; init; } = true;

    /// <summary>≥ 21: flavors and images can set the PCI NUMA policy.</summary>
    public bool InstanceNumaPolicy { get; init; } = true;

    /// <summary>The rules of a release.</summary>
    public static PciRules Of(ReleaseFeatures features) => new()
    {
        AddressSkip = features.PciAddressSkip,
        TypeChangePools = features.PciTypeChangePools,
        ManagedTag = features.PciManagedTag,
        LiveMigratableTag = features.PciLiveMigratableTag,
        OneTimeUseTag = features.PciOneTimeUseTag,
        AliasPlacementFields = features.PciAliasPlacementFields,
        AliasLiveMigratable = features.PciAliasLiveMigratable,
        AliasStrictIds = features.PciAliasStrictIds,
        PoolsByParent = features.PciPoolsByParent,
        JointRequests = features.PciRequestsJoint,
        OneProviderOnePool = features.PciOneProviderOnePool,
        RemoveWhenFreed = features.PciRemoveWhenFreed,
        SocketPolicy = features.PciNumaSocket,
        InstanceNumaPolicy = features.PciNumaInstancePolicy,
    };
}
