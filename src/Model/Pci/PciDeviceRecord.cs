using Model.Hardware;

namespace Model.Pci;

/// <summary>A tracked device as the database holds it (Nova: table <c>pci_devices</c>). Immutable.</summary>
/// <param name="Facts">What was reported of the device.</param>
/// <param name="Status">The state; never removed or deleted.</param>
public sealed record PciDeviceRecord(HypervisorPciDevice Facts, PciDeviceStatus Status)
{
    /// <summary>The instance that claimed or uses the device, or null.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>The request that took the device, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>The Placement provider that stands for the device, or null.</summary>
    public string? ProviderUuid { get; init; }

    /// <summary>The tag <c>managed</c> when the device was last reported, or null.</summary>
    public string? Managed { get; init; }

    /// <summary>The tag <c>live_migratable</c> when the device was last reported, or null.</summary>
    public string? LiveMigratable { get; init; }
}
