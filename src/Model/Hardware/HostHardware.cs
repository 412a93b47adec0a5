using Model.Pci;

namespace Model.Hardware;

/// <summary>
/// What is really in a machine: sockets, cores, NUMA nodes, PCI functions, IOMMU. Immutable and comparable by value, so one
/// instance can stand for thousands of equal hosts.
/// </summary>
public sealed class HostHardware : IEquatable<HostHardware>
{
    private readonly Dictionary<PciAddress, int> _indexByAddress = [];
    private HypervisorPciDevice[]? _hypervisorDevices;

    /// <summary>Makes a machine; all lists are sorted here.</summary>
    /// <param name="cpus">Logical CPUs; ids unique, NUMA nodes among <paramref name="numaNodes"/>.</param>
    /// <param name="numaNodes">At least one node; ids unique.</param>
    /// <param name="pciFunctions">PCI functions; addresses unique, parents and physical functions among them.</param>
    /// <param name="iommu">IOMMU state.</param>
    /// <param name="unaddressable">Devices outside the address limits.</param>
    /// <exception cref="HardwareException">The parts contradict each other.</exception>
    public HostHardware(
        IEnumerable<LogicalCpu> cpus,
        IEnumerable<NumaNode> numaNodes,
        IEnumerable<PciFunction> pciFunctions,
        IommuState iommu,
        IEnumerable<UnaddressablePciDevice>? unaddressable = null)
    {
        Cpus = cpus.OrderBy(cpu => cpu.Id).ToValueList();
        NumaNodes = numaNodes.OrderBy(node => node.Id).ToValueList();
        PciFunctions = pciFunctions.OrderBy(function => function.Address).ToValueList();
        UnaddressableDevices = (unaddressable ?? []).OrderBy(device => device.Address, StringComparer.Ordinal).ToValueList();
        Iommu = iommu;
        for (int i = 0; i < PciFunctions.Count; i++)
        {
            if (!_indexByAddress.TryAdd(PciFunctions[i].Address, i))
            {
                throw new HardwareException($"two PCI functions have the address {PciFunctions[i].Address}; addresses must be unique");
            }
        }

        HostHardwareRules.Check(this);
    }

    /// <summary>Logical CPUs by ascending id.</summary>
    public ValueList<LogicalCpu> Cpus { get; }

    /// <summary>NUMA nodes by ascending id.</summary>
    public ValueList<NumaNode> NumaNodes { get; }

    /// <summary>PCI functions by ascending address.</summary>
    public ValueList<PciFunction> PciFunctions { get; }

    /// <summary>PCI devices that Nova cannot address, by address text.</summary>
    public ValueList<UnaddressablePciDevice> UnaddressableDevices { get; }

    /// <summary>Whether the IOMMU is enabled in firmware and kernel.</summary>
    public IommuState Iommu { get; }

    /// <summary>All memory in bytes.</summary>
    public long MemoryBytes => NumaNodes.Sum(node => node.MemoryBytes);

    /// <summary>The sockets' numbers, ascending.</summary>
    public IReadOnlyList<int> Packages => Cpus.Select(cpu => cpu.Package).Distinct().Order().ToArray();

    /// <summary>The number of physical cores.</summary>
    public int CoreCount => Cpus.Select(cpu => (cpu.Package, cpu.Core)).Distinct().Count();

    /// <summary>The root complexes that have functions, ascending.</summary>
    public IReadOnlyList<PciRootComplex> RootComplexes => PciFunctions.Select(function => function.Root).Distinct().Order().ToArray();

    /// <summary>Finds a function.</summary>
    /// <returns>False when no function has this address.</returns>
    public bool TryGetFunction(PciAddress address, out PciFunction function)
    {
        bool found = _indexByAddress.TryGetValue(address, out int index);
        function = found ? PciFunctions[index] : null!;
        return found;
    }

    /// <summary>The virtual functions of a physical function, by VF number.</summary>
    public IReadOnlyList<PciFunction> VirtualFunctionsOf(PciAddress physicalFunction) =>
        PciFunctions.Where(function => function.PhysicalFunction == physicalFunction).OrderBy(function => function.VfIndex).ToArray();

    /// <summary>The logical CPUs of a NUMA node, ascending; none for a memory-only node.</summary>
    public IReadOnlyList<LogicalCpu> CpusOf(int numaNode) => Cpus.Where(cpu => cpu.NumaNode == numaNode).ToArray();

    /// <summary>The socket of a NUMA node: that of its first CPU; null for a memory-only node.</summary>
    public int? PackageOf(int numaNode)
    {
        foreach (LogicalCpu cpu in Cpus)
        {
            if (cpu.NumaNode == numaNode)
            {
                return cpu.Package;
            }
        }

        return null;
    }

    /// <summary>
    /// What libvirt tells nova-compute about this machine's PCI functions, bridges and unaddressable devices included, by ascending
    /// address (<c>nova/virt/libvirt/host.py</c>). It is for Nova's tracker to skip what it cannot address.
    /// </summary>
    public IReadOnlyList<HypervisorPciDevice> HypervisorDevices() => _hypervisorDevices ??= HypervisorView.Of(this);

    /// <summary>The same machine with its IOMMU in another state, for sources that do not tell it.</summary>
    public HostHardware WithIommu(IommuState iommu) => new(Cpus, NumaNodes, PciFunctions, iommu, UnaddressableDevices);

    /// <inheritdoc/>
    public bool Equals(HostHardware? other) =>
        other is not null
        && Iommu == other.Iommu
        && Cpus == other.Cpus
        && NumaNodes == other.NumaNodes
        && PciFunctions == other.PciFunctions
        && UnaddressableDevices == other.UnaddressableDevices;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostHardware);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Iommu, Cpus, NumaNodes, PciFunctions, UnaddressableDevices);
}
