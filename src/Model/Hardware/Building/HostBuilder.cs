using System.Globalization;

namespace Model.Hardware.Building;

/// <summary>Makes a machine from a template: CPUs, NUMA nodes and a PCI tree with firmware-like bus numbers.</summary>
public static class HostBuilder
{
    /// <summary>Most logical CPUs a template may ask for; the kernel's own limit on x86.</summary>
    public const int MaxCpus = 8192;

    /// <summary>Most NUMA nodes a template may ask for.</summary>
    public const int MaxNodes = 128;

    /// <summary>Builds the machine. The same template always gives the same machine.</summary>
    /// <exception cref="HardwareException">The template asks for something a machine cannot be; the message says what.</exception>
    public static HostDescription Build(HostTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        Check(template);
        List<PciCard> cards = PciCards.Of(template);
        BusPlan plan = BusPlan.Of(template, cards);
        List<PciFunction> functions = plan.Ports;
        foreach (PlacedCard placed in plan.Placed)
        {
            CardFunctions.AddTo(functions, placed);
        }

        List<UnaddressablePciDevice> outside = PciCards.Unaddressable(template);
        HostHardware host = new(Cpus(template), Nodes(template), functions, template.Iommu, outside);
        return new HostDescription(host, HardwareWarnings.Unaddressable(outside));
    }

    private static void Check(HostTemplate template)
    {
        Require(template.Sockets >= 1, "sockets must be at least 1");
        Require(template.NumaNodesPerSocket >= 1, "numa_nodes_per_socket must be at least 1");
        Require(template.CoresPerNode >= 1, "cores_per_node must be at least 1");
        Require(template.ThreadsPerCore >= 1, "threads_per_core must be at least 1");
        Require(template.MemoryPerNodeBytes >= 0, "memory_per_node must not be negative");
        Require(template.MemoryPerNodeBytes % 1024 == 0, "memory_per_node must be whole KiB, the kernel's unit");
        long nodes = (long)template.Sockets * template.NumaNodesPerSocket;
        Require(nodes <= MaxNodes, $"a host has at most {MaxNodes} NUMA nodes; the template asks for {nodes}");
        Int128 cpus = (Int128)nodes * template.CoresPerNode * template.ThreadsPerCore;
        Require(cpus <= MaxCpus, $"a host has at most {MaxCpus} logical CPUs; the template asks for {cpus}");
        Int128 huge = 0;
        foreach (HugePages pages in template.HugePagesPerNode)
        {
            Require(pages.SizeKiB >= 1 && pages.Total >= 0, "huge pages need a size above 0 and a count of at least 0");
            huge += (Int128)pages.SizeKiB * 1024 * pages.Total;
        }

        Require(
            huge <= template.MemoryPerNodeBytes,
            $"hugepages take {huge} bytes of each NUMA node, which has only {template.MemoryPerNodeBytes}");
        Require(
            template.HugePagesPerNode.Select(pages => pages.SizeKiB).Distinct().Count() == template.HugePagesPerNode.Count,
            "hugepages list one page size twice");
    }

    // Linux on x86 numbers the first threads of all cores first, then the second threads.
    private static IEnumerable<LogicalCpu> Cpus(HostTemplate template)
    {
        int nodes = template.Sockets * template.NumaNodesPerSocket;
        int cores = nodes * template.CoresPerNode;
        for (int thread = 0; thread < template.ThreadsPerCore; thread++)
        {
            for (int core = 0; core < cores; core++)
            {
                int node = core / template.CoresPerNode;
                int coresPerSocket = template.CoresPerNode * template.NumaNodesPerSocket;
                yield return new LogicalCpu((thread * cores) + core, node / template.NumaNodesPerSocket, core % coresPerSocket, node);
            }
        }
    }

    private static IEnumerable<NumaNode> Nodes(HostTemplate template)
    {
        int nodes = template.Sockets * template.NumaNodesPerSocket;
        ValueList<HugePages> pages = template.HugePagesPerNode.OrderBy(size => size.SizeKiB).ToValueList();
        for (int node = 0; node < nodes; node++)
        {
            int[] distances = new int[nodes];
            for (int other = 0; other < nodes; other++)
            {
                bool sameSocket = node / template.NumaNodesPerSocket == other / template.NumaNodesPerSocket;
                distances[other] = node == other ? 10 : sameSocket ? 11 : 21; // as Sub-NUMA clustering machines report
            }

            yield return new NumaNode(node, template.MemoryPerNodeBytes, pages, ValueList.Create<int>(distances));
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new HardwareException(string.Create(CultureInfo.InvariantCulture, $"hardware template: {message}"));
        }
    }
}
