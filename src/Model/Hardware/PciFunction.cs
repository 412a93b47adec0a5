namespace Model.Hardware;

/// <summary>One PCI function of a machine: what sysfs shows of it. It never changes; a changed machine is a new one.</summary>
public sealed record PciFunction
{
    /// <summary>The function's address; unique on the host.</summary>
    public required PciAddress Address { get; init; }

    /// <summary>The root complex whose hierarchy it belongs to.</summary>
    public required PciRootComplex Root { get; init; }

    /// <summary>The bridge (or other function) right above it; null on the root bus.</summary>
    public PciAddress? Parent { get; init; }

    /// <summary>Vendor id, 0–FFFF.</summary>
    public required int VendorId { get; init; }

    /// <summary>Device id (libvirt's product id), 0–FFFF.</summary>
    public required int DeviceId { get; init; }

    /// <summary>Subsystem vendor id, 0–FFFF; 0 when unknown.</summary>
    public int SubsystemVendorId { get; init; }

    /// <summary>Subsystem id, 0–FFFF; 0 when unknown.</summary>
    public int SubsystemId { get; init; }

    /// <summary>Class, subclass and programming interface in one number, 0–FFFFFF, for example 0x020000 (Ethernet).</summary>
    public required int ClassCode { get; init; }

    /// <summary>Revision, 0–FF.</summary>
    public int Revision { get; init; }

    /// <summary>The kernel driver bound to it; null when none is.</summary>
    public string? Driver { get; init; }

    /// <summary>The NUMA node; null where the kernel says -1 (no affinity known).</summary>
    public int? NumaNode { get; init; }

    /// <summary>The buses behind it; null unless it is a bridge.</summary>
    public BridgeBuses? Bridge { get; init; }

    /// <summary>The SR-IOV capability; null unless it is a physical function.</summary>
    public SriovCapability? Sriov { get; init; }

    /// <summary>For a virtual function its physical function; otherwise null.</summary>
    public PciAddress? PhysicalFunction { get; init; }

    /// <summary>For a virtual function its number (N of <c>virtfnN</c>); otherwise null.</summary>
    public int? VfIndex { get; init; }

    /// <summary>True when a vDPA device sits on this virtual function.</summary>
    public bool HasVdpaDevice { get; init; }

    /// <summary>For a physical function and its virtual functions: what the card does not do for the host.</summary>
    public VfLimits VfLimits { get; init; }

    /// <summary>Serial number in the vital product data; null when there is none.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Its network interfaces, by name.</summary>
    public ValueList<NetworkDevice> NetworkDevices { get; init; }

    /// <summary>What the function is in the tree.</summary>
    public PciFunctionKind Kind => this switch
    {
        { Sriov: not null } => PciFunctionKind.PhysicalFunction,
        { PhysicalFunction: not null } => PciFunctionKind.VirtualFunction,
        { Bridge: not null } => PciFunctionKind.Bridge,
        _ => PciFunctionKind.Plain,
    };
}
