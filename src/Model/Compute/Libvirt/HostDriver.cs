namespace Model.Compute.Libvirt;

/// <summary>Which driver of the host a PCI device is bound to.</summary>
public enum HostDriver
{
    /// <summary>The ordinary driver, for example that of a network card.</summary>
    Kernel,

    /// <summary>The general <c>vfio-pci</c>.</summary>
    VfioPci,

    /// <summary>A vendor's VFIO variant driver, which can save and load the device's state.</summary>
    Variant,
}
