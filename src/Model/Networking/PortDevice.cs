using Model.Hardware;
using Model.Pci;

namespace Model.Networking;

/// <summary>What Nova knows about the device that it chose for a port. Immutable.</summary>
public sealed record PortDevice
{
    /// <summary>The device's address on the host.</summary>
    public required PciAddress Address { get; init; }

    /// <summary>Vendor id, four hexadecimal digits.</summary>
    public required string VendorId { get; init; }

    /// <summary>Product id, four hexadecimal digits.</summary>
    public required string ProductId { get; init; }

    /// <summary>The kind of function.</summary>
    public required PciDeviceType Type { get; init; }

    /// <summary>The tag <c>physical_network</c> of the device_spec entry that matches the device now; null for none.</summary>
    public string? PhysicalNetwork { get; init; }

    /// <summary>The card's serial number from its vital product data; null when it has none.</summary>
    public string? CardSerialNumber { get; init; }

    /// <summary>MAC address of a VF's PF; null when it was not found.</summary>
    public string? PfMacAddress { get; init; }

    /// <summary>A VF's index below its PF, from 0; null when it was not found.</summary>
    public int? VfNumber { get; init; }

    /// <summary>Network features that the VF's interface reports, in order.</summary>
    public IReadOnlyList<string> NetworkCapabilities { get; init; } = [];

    /// <summary>The MAC address of a PF's own interface; null when it was not found.</summary>
    public string? MacAddress { get; init; }

    /// <summary>What is known of a tracked device, or null when no device_spec entry matches it any more.</summary>
    /// <param name="device">The device that was claimed for the port.</param>
    /// <param name="specs">The device_spec entries of its host.</param>
    public static PortDevice? Of(PciDevice device, PciDeviceSpecList specs) => specs.Find(device) is not { } spec ? null : new PortDevice
    {
        Address = PciAddress.Parse(device.Address),
        VendorId = device.VendorId,
        ProductId = device.ProductId,
        Type = device.DevType,
        PhysicalNetwork = spec.Tag(PciTags.PhysicalNetwork).Text,
        CardSerialNumber = device.CardSerialNumber,
        PfMacAddress = device.PfMacAddress,
        VfNumber = device.VfNumber,
        NetworkCapabilities = device.NetworkFeatures,
        MacAddress = device.MacAddress,
    };
}
