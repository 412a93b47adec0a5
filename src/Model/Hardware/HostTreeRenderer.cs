using System.Globalization;
using System.Text;
using Model.Hardware.Sysfs;

namespace Model.Hardware;

/// <summary>
/// Draws a machine for people: sockets, NUMA nodes, then the PCI tree in the manner of <c>lspci -tv</c>, with NUMA nodes,
/// drivers and the relation of physical and virtual functions.
/// </summary>
public static class HostTreeRenderer
{
    /// <summary>The drawing, lines ending in a line feed.</summary>
    public static string Render(HostHardware host)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Render(host, writer);
        return writer.ToString();
    }

    /// <summary>Writes the drawing.</summary>
    public static void Render(HostHardware host, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(
            $"{Count(host.Packages.Count, "socket")}, {Count(host.CoreCount, "core")}, {Count(host.Cpus.Count, "thread")}, "
            + $"{Count(host.NumaNodes.Count, "NUMA node")}, {Memory(host.MemoryBytes)}");
        string firmware = host.Iommu.FirmwareEnabled ? "enabled" : "disabled";
        string kernel = host.Iommu.Kernel switch
        {
            IommuKind.Intel => "intel_iommu=on",
            IommuKind.Amd => "amd_iommu=on",
            _ => "off in the kernel",
        };
        string unit = host.Iommu.Kernel == IommuKind.Amd ? "AMD-Vi" : "VT-d";
        writer.WriteLine($"IOMMU: {kernel}, {unit} {firmware}: passthrough {(host.Iommu.IsUsable ? "possible" : "impossible")}");
        foreach (NumaNode node in host.NumaNodes)
        {
            writer.WriteLine(Node(host, node));
        }

        bool domains = host.PciFunctions.Any(function => function.Address.Domain != 0);
        ILookup<PciRootComplex, PciFunction> byRoot = host.PciFunctions.ToLookup(function => function.Root);
        foreach (PciRootComplex root in host.RootComplexes)
        {
            new HostTreeBranch(host, byRoot[root], domains, writer).Draw(root);
        }

        if (host.UnaddressableDevices.Count > 0)
        {
            writer.WriteLine("ignored by Nova (beyond FFFF:FF:1F.7):");
            foreach (UnaddressablePciDevice device in host.UnaddressableDevices)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {device.Address} {PciClassNames.NameOf(device.ClassCode)} [{device.VendorId:x4}:{device.DeviceId:x4}]"));
            }
        }
    }

    private static string Node(HostHardware host, NumaNode node)
    {
        IReadOnlyList<LogicalCpu> cpus = host.CpusOf(node.Id);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"NUMA node {node.Id}: ");
        text.Append(host.PackageOf(node.Id) is int package ? string.Create(CultureInfo.InvariantCulture, $"socket {package}, ") : "");
        text.Append(cpus.Count == 0 ? "no CPUs" : $"{Count(cpus.Count, "CPU")} {CpuSets.ToList(cpus.Select(cpu => cpu.Id))}");
        text.Append(", ").Append(Memory(node.MemoryBytes));
        foreach (HugePages pages in node.HugePages.Where(pages => pages.Total > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $", {pages.Total} huge pages of {Memory(pages.SizeKiB * 1024)}");
        }

        if (node.Distances.Count > 1)
        {
            text.Append(", distances ").AppendJoin(' ', node.Distances);
        }

        return text.ToString();
    }

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Memory(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (decimal)(1L << 30):0.#} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (decimal)(1L << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} KiB"),
    };
}
