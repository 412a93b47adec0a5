using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>ports.csv</c>: a Neutron port with its binding profile, at the end.</summary>
[CsvRecord]
public sealed partial record PortRow
{
    /// <summary>Name of the port; SERVER/N for the N-th port of a server when it has no name of its own.</summary>
    [CsvColumn("port")]
    public required string Port { get; init; }

    /// <summary>Its network.</summary>
    [CsvColumn("network")]
    public required string Network { get; init; }

    /// <summary>Its vNIC type.</summary>
    [CsvColumn("vnic_type")]
    public required string VnicType { get; init; }

    /// <summary>The server that has it, or empty.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary>The host it is bound to, or empty.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>Address of its device, or empty.</summary>
    [CsvColumn("pci_slot")]
    public required string PciSlot { get; init; }

    /// <summary>Vendor and product id of its device, or empty.</summary>
    [CsvColumn("pci_vendor_info")]
    public required string PciVendorInfo { get; init; }

    /// <summary>Physical network of its device, or empty for none.</summary>
    [CsvColumn("physical_network")]
    public required string PhysicalNetwork { get; init; }

    /// <summary>Serial number of a VF's card, or empty.</summary>
    [CsvColumn("card_serial_number")]
    public required string CardSerialNumber { get; init; }

    /// <summary>MAC address of a VF's PF, or empty.</summary>
    [CsvColumn("pf_mac_address")]
    public required string PfMacAddress { get; init; }

    /// <summary>A VF's number on its PF, or empty.</summary>
    [CsvColumn("vf_num")]
    public required int? VfNum { get; init; }

    /// <summary>MAC address of a PF, or empty.</summary>
    [CsvColumn("device_mac_address")]
    public required string DeviceMacAddress { get; init; }

    /// <summary>Network features of a VF, separated by blanks.</summary>
    [CsvColumn("capabilities")]
    public required string Capabilities { get; init; }

    /// <summary>What the port's creator wrote of trust, or empty.</summary>
    [CsvColumn("trusted")]
    public required string Trusted { get; init; }

    /// <summary>Whether traffic gets through, <c>yes</c> or <c>no</c>; empty while the port is not bound.</summary>
    [CsvColumn("traffic")]
    public required string Traffic { get; init; }
}
