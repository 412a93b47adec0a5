using Model.Pci;

namespace Model.Placement.Pci;

/// <summary>A tracked PCI device as the translator to Placement looks at it. Immutable.</summary>
public sealed record PlacementDevice
{
    /// <summary>The device's address as the tracker spells it.</summary>
    public required string Address { get; init; }

    /// <summary>Vendor id, four hexadecimal digits.</summary>
    public required string VendorId { get; init; }

    /// <summary>Product id, four hexadecimal digits.</summary>
    public required string ProductId { get; init; }

    /// <summary>The kind of function.</summary>
    public required PciDeviceType Type { get; init; }

    /// <summary>The PF's address of a VF; null when the hypervisor did not tell.</summary>
    public string? ParentAddress { get; init; }

    /// <summary>Whether the tracker marked the device as removed and has not stored that yet.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The server that claimed or uses the device; null for none.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>The tags of the device_spec entry that matches the device now; null when none does.</summary>
    public PlacementTags? Tags { get; init; }

    /// <summary>Whether the device has a provider of its own, and not a share of its parent's.</summary>
    public bool IsParentType => Type is PciDeviceType.Pci or PciDeviceType.Pf;
}
