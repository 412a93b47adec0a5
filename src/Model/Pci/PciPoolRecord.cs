namespace Model.Pci;

/// <summary>
/// A pool as the compute node record publishes it to the scheduler: counts, no devices (Nova: <c>PciDevicePool</c>).
/// Immutable.
/// </summary>
public sealed record PciPoolRecord
{
    /// <summary>Vendor id, four hexadecimal digits.</summary>
    public required string VendorId { get; init; }

    /// <summary>Product id, four hexadecimal digits.</summary>
    public required string ProductId { get; init; }

    /// <summary>The NUMA node of the devices, or null.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Free devices.</summary>
    public required int Count { get; init; }

    /// <summary>Everything else: <c>dev_type</c>, <c>address</c>, <c>rp_uuid</c> and the operator's tags, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Tags { get; init; } = [];
}
