namespace Model.Hardware.Building;

/// <summary>
/// A machine described by numbers, as a scenario's inline hardware gives it. <see cref="HostBuilder"/> turns it into parts.
/// </summary>
public sealed record HostTemplate
{
    /// <summary>CPU sockets, 1 or more.</summary>
    public int Sockets { get; init; } = 1;

    /// <summary>NUMA nodes in each socket, 1 or more.</summary>
    public int NumaNodesPerSocket { get; init; } = 1;

    /// <summary>Physical cores in each NUMA node, 1 or more.</summary>
    public int CoresPerNode { get; init; } = 1;

    /// <summary>Hardware threads in each core, 1 or more.</summary>
    public int ThreadsPerCore { get; init; } = 1;

    /// <summary>Memory of each NUMA node in bytes, 0 or more.</summary>
    public long MemoryPerNodeBytes { get; init; }

    /// <summary>Huge pages set aside in each NUMA node.</summary>
    public IReadOnlyList<HugePages> HugePagesPerNode { get; init; } = [];

    /// <summary>IOMMU state; usable on Intel unless told otherwise.</summary>
    public IommuState Iommu { get; init; } = new(IommuKind.Intel, true);

    /// <summary>The PCI devices.</summary>
    public IReadOnlyList<PciGroup> Pci { get; init; } = [];
}
