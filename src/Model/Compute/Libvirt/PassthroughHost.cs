namespace Model.Compute.Libvirt;

/// <summary>Facts of a host that decide whether a guest with PCI devices starts. Nova looks at none of them. Immutable.</summary>
public sealed record PassthroughHost
{
    /// <summary>The libvirt version.</summary>
    public SoftwareVersion LibvirtVersion { get; init; } = new(10, 0, 0);

    /// <summary><c>[libvirt]virt_type</c>.</summary>
    public string VirtType { get; init; } = "kvm";

    /// <summary>Whether the firmware switches VT-d or AMD-Vi on.</summary>
    public bool IommuInFirmware { get; init; } = true;

    /// <summary>Whether the kernel was started with its IOMMU on.</summary>
    public bool IommuInKernel { get; init; } = true;

    /// <summary>What taking a device from its variant driver does here.</summary>
    public VariantRebind VariantRebind { get; init; }
}
