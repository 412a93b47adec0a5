using Model.Pci;

namespace Model.Hardware;

/// <summary>
/// One PCI function as libvirt reports it to nova-compute (<c>nova/virt/libvirt/host.py</c>). This is the hypervisor's
/// word, not Nova's: the address is text and may lie outside the limits Nova accepts (a 32-bit domain, for example).
/// </summary>
/// <param name="Address">The address as reported, normally <c>DDDD:BB:SS.F</c> in lower-case hexadecimal.</param>
/// <param name="VendorId">Four lower-case hexadecimal digits.</param>
/// <param name="ProductId">Four lower-case hexadecimal digits.</param>
/// <param name="DevType">What Nova takes the function for.</param>
/// <param name="ParentAddress">For a VF (or a VF with vDPA) its PF's address; otherwise null.</param>
/// <param name="NumaNode">The NUMA node, or null where the kernel says -1.</param>
public sealed record HypervisorPciDevice(
    string Address,
    string VendorId,
    string ProductId,
    PciDeviceType DevType,
    string? ParentAddress = null,
    int? NumaNode = null)
{
    /// <summary>libvirt's node device name, for example <c>pci_0000_3b_00_1</c>.</summary>
    public string DevId => "pci_" + Address.Replace(':', '_').Replace('.', '_');

    /// <summary>Nova's label, <c>label_VENDOR_PRODUCT</c>.</summary>
    public string Label => $"label_{VendorId}_{ProductId}";

    /// <summary>The PF's network interface; only for a VF that has one itself.</summary>
    public string? ParentInterface { get; init; }

    /// <summary>The MAC address of a PF's network interface; null elsewhere.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Serial number from the vital product data: the device's own, or for a VF without any its PF's.</summary>
    public string? CardSerialNumber { get; init; }

    /// <summary>For a VF the MAC address of its PF; given only together with <see cref="VfNumber"/>.</summary>
    public string? PfMacAddress { get; init; }

    /// <summary>For a VF its number on the PF (N of <c>virtfnN</c>); given only together with <see cref="PfMacAddress"/>.</summary>
    public int? VfNumber { get; init; }

    /// <summary>The names of the device's own network interfaces, in order.</summary>
    public IReadOnlyList<string> NetworkInterfaces { get; init; } = [];

    /// <summary>Offload features of the network interface that libvirt lists (<c>rx</c>, <c>tx</c>, …), in order.</summary>
    public IReadOnlyList<string> NetworkFeatures { get; init; } = [];
}
