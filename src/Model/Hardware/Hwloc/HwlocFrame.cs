namespace Model.Hardware.Hwloc;

/// <summary>What an open element of the XML passes on to those inside it.</summary>
internal readonly record struct HwlocFrame
{
    /// <summary>The socket, -1 outside any.</summary>
    public required int Package { get; init; }

    /// <summary>The core, -1 outside any.</summary>
    public required int Core { get; init; }

    /// <summary>The NUMA node when the nearest set of nodes has just one; null when it has several.</summary>
    public required int? Node { get; init; }

    /// <summary>The root complex, when inside one.</summary>
    public PciRootComplex? Root { get; init; }

    /// <summary>The nearest PCI bridge or device above.</summary>
    public PciAddress? Parent { get; init; }

    /// <summary>The position in the list of functions whose details follow, or -1.</summary>
    public required int Function { get; init; }

    /// <summary>The position in the list of NUMA nodes whose details follow, or -1.</summary>
    public required int NumaNode { get; init; }

    /// <summary>The name of the network interface being described, or null.</summary>
    public string? Interface { get; init; }
}
