namespace Model.Hardware;

/// <summary>
/// A PCI device whose address Nova cannot express, normally one in a 32-bit domain such as <c>10000:00:02.0</c> behind
/// Intel VMD. libvirt reports it; Nova leaves it out (<c>nova/pci/manager.py</c>). It takes no part in the tree.
/// </summary>
/// <param name="Address">The address as the kernel writes it.</param>
/// <param name="VendorId">Vendor id, 0–FFFF.</param>
/// <param name="DeviceId">Device id, 0–FFFF.</param>
/// <param name="ClassCode">Class, subclass and programming interface, 0–FFFFFF.</param>
/// <param name="NumaNode">The NUMA node, or null for none.</param>
/// <param name="Driver">The kernel driver, or null for none.</param>
public sealed record UnaddressablePciDevice(
    string Address, int VendorId, int DeviceId, int ClassCode, int? NumaNode, string? Driver);
