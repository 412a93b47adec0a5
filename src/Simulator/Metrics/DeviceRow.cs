using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>devices.csv</c>: a PCI device that a compute service tracks.</summary>
[CsvRecord]
public sealed partial record DeviceRow
{
    /// <summary>Host name.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>PCI address.</summary>
    [CsvColumn("address")]
    public required string Address { get; init; }

    /// <summary>Vendor id, four hexadecimal digits.</summary>
    [CsvColumn("vendor_id")]
    public required string VendorId { get; init; }

    /// <summary>Product id, four hexadecimal digits.</summary>
    [CsvColumn("product_id")]
    public required string ProductId { get; init; }

    /// <summary><c>type-PCI</c>, <c>type-PF</c>, <c>type-VF</c> or <c>vdpa</c>.</summary>
    [CsvColumn("type")]
    public required string Type { get; init; }

    /// <summary>NUMA node, or empty when the device has none.</summary>
    [CsvColumn("numa_node")]
    public required string NumaNode { get; init; }

    /// <summary>Address of the physical function of a virtual one, or empty.</summary>
    [CsvColumn("parent")]
    public required string Parent { get; init; }

    /// <summary>Tracker state at the end.</summary>
    [CsvColumn("status")]
    public required string Status { get; init; }

    /// <summary>The server that has it at the end, or empty.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary>Driver of the host that has it at the end, or empty for none.</summary>
    [CsvColumn("driver")]
    public required string Driver { get; init; }

    /// <summary>Share of the run in which a server had it, 0–1.</summary>
    [CsvColumn("busy_share")]
    public required double BusyShare { get; init; }

    /// <summary>How often it was given to a server.</summary>
    [CsvColumn("assignments")]
    public required int Assignments { get; init; }
}
