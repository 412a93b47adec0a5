namespace Model.Hardware.Sysfs;

/// <summary>
/// Reads a machine from a copy of its <c>/sys</c> (and, where present, <c>/proc</c>): CPUs, NUMA nodes, PCI functions with
/// their SR-IOV relations, IOMMU. The copy may lie in a folder of the tree, up to three levels down.
/// </summary>
public static class SysfsImporter
{
    private const int MaxDepth = 3;
    private const int MaxFolders = 2000;

    /// <summary>Reads the machine.</summary>
    /// <exception cref="HardwareException">The tree is no such copy or contradicts itself; the message names the file.</exception>
    public static HostDescription Import(IFileTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        FileTreeView files = new(tree, FindRoot(tree));
        List<string> warnings = [];
        IReadOnlyList<LogicalCpu> cpus = SysfsCpus.Read(files, warnings, out IReadOnlyList<NumaNode> nodes);
        List<UnaddressablePciDevice> outside = [];
        List<PciFunction> functions = SysfsPci.Read(files, warnings, outside);
        warnings.AddRange(HardwareWarnings.Unaddressable(outside.OrderBy(device => device.Address, StringComparer.Ordinal)));
        foreach (PciFunction function in functions.Where(f => f.NumaNode is int id && !nodes.Any(node => node.Id == id)))
        {
            warnings.Add($"PCI function {function.Address} names NUMA node {function.NumaNode}, which the capture does not hold");
        }

        IommuState iommu = SysfsIommu.Read(files, warnings);
        try
        {
            return new HostDescription(new HostHardware(cpus, nodes, functions, iommu, outside), warnings);
        }
        catch (HardwareException error)
        {
            throw new HardwareException($"{tree.Name}: {error.Message}", error);
        }
    }

    /// <summary>The folder above <c>sys/</c>: the nearest to the root, the first by name.</summary>
    private static string FindRoot(IFileTree tree)
    {
        List<string> level = [""];
        int seen = 0;
        for (int depth = 0; depth <= MaxDepth && level.Count > 0; depth++)
        {
            List<string> next = [];
            foreach (string folder in level)
            {
                string prefix = folder.Length == 0 ? "" : folder + "/";
                if (tree.KindOf(prefix + "sys/devices") == FileNodeKind.Directory
                    || tree.KindOf(prefix + "sys/bus/pci") == FileNodeKind.Directory)
                {
                    return folder;
                }

                foreach (string name in tree.List(folder))
                {
                    if (seen++ < MaxFolders && tree.KindOf(prefix + name) == FileNodeKind.Directory)
                    {
                        next.Add(prefix + name);
                    }
                }
            }

            level = next;
        }

        string found = tree.List("").Count == 0 ? "it is empty" : "it has no folder sys/devices";
        throw new HardwareException(
            $"{tree.Name} is not a sysfs capture: {found}; expected a copy of a machine's /sys with devices/system and bus/pci");
    }
}
