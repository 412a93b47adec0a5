namespace Model.Networking;

/// <summary>
/// What Nova writes into <c>binding:profile</c> of a port when it binds it to a device
/// (<c>nova/network/neutron.py</c>, _get_pci_device_profile). A member is null when Nova leaves the key out. Immutable.
/// </summary>
public sealed record BindingProfile
{
    /// <summary><c>pci_vendor_info</c>: vendor and product with a colon between them.</summary>
    public required string VendorInfo { get; init; }

    /// <summary><c>pci_slot</c>: the device's address on the host.</summary>
    public required string Slot { get; init; }

    /// <summary><c>physical_network</c>; the key is always there, its value may be null.</summary>
    public string? PhysicalNetwork { get; init; }

    /// <summary><c>card_serial_number</c>, for VFs.</summary>
    public string? CardSerialNumber { get; init; }

    /// <summary><c>pf_mac_address</c>, for VFs.</summary>
    public string? PfMacAddress { get; init; }

    /// <summary><c>vf_num</c>, for VFs.</summary>
    public int? VfNumber { get; init; }

    /// <summary><c>capabilities</c>, for VFs.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary><c>device_mac_address</c>, for PFs: here the address flows from the device to the port.</summary>
    public string? DeviceMacAddress { get; init; }

    /// <summary><c>trusted</c>: kept as the port's creator wrote it.</summary>
    public string? Trusted { get; init; }

    /// <summary>The profile of a port that is bound to a device.</summary>
    /// <param name="port">The port; what its profile already holds is kept.</param>
    /// <param name="device">The device; null when no device_spec entry matches it any more.</param>
    /// <exception cref="NovaException"><c>PciDeviceNotFound</c>: there is no device.</exception>
    public static BindingProfile Of(Port port, PortDevice? device)
    {
        if (device is null)
        {
            throw new NovaException("PciDeviceNotFound", $"no PCI device of the server matches the request of port {port.Id}");
        }

        bool isVf = device.Type == Pci.PciDeviceType.Vf;
        return new BindingProfile
        {
            VendorInfo = $"{device.VendorId}:{device.ProductId}",
            Slot = device.Address.ToString(),
            PhysicalNetwork = device.PhysicalNetwork,
            CardSerialNumber = isVf ? device.CardSerialNumber : null,
            PfMacAddress = isVf ? device.PfMacAddress : null,
            VfNumber = isVf ? device.VfNumber : null,
            Capabilities = isVf && device.NetworkCapabilities.Count > 0 ? device.NetworkCapabilities : null,
            DeviceMacAddress = device.Type == Pci.PciDeviceType.Pf && device.MacAddress?.Length > 0 ? device.MacAddress : null,
            Trusted = port.Trusted,
        };
    }
}
