using Model.Diagnostics;
using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Topologies;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>hardware:</c>: a template in numbers, or a capture of a real machine.</summary>
internal static class HardwareFormat
{
    public static readonly KeySet Keys = new("hardware entry", "A machine that hosts can be made of.");

    private static readonly ValueKind<IommuKind> IommuWord = new ChoiceKind<IommuKind>(
        ("on", IommuKind.Intel), ("off", IommuKind.Off), ("intel", IommuKind.Intel), ("amd", IommuKind.Amd),
        ("true", IommuKind.Intel), ("false", IommuKind.Off));

    private static readonly TypedKey<Placed<string>> Capture = Keys.Optional(
        "capture",
        Kinds.Text.WithPlace(),
        "A real machine: a sysfs folder or archive (.tar, .tar.gz, .tar.xz), or hwloc XML. Excludes the other keys.");

    private static readonly TypedKey<int> Sockets = Keys.Optional("sockets", Kinds.Whole(1), "CPU sockets; 1 unless given.");
    private static readonly TypedKey<int> Nodes = Keys.Optional(
        "numa_nodes_per_socket", Kinds.Whole(1), "NUMA nodes in each socket; 1 unless given.");

    private static readonly TypedKey<int> Cores = Keys.Optional("cores_per_node", Kinds.Whole(1), "Physical cores in each NUMA node.");
    private static readonly TypedKey<int> Threads = Keys.Optional(
        "threads_per_core", Kinds.Whole(1), "Hardware threads in each core; 1 unless given.");

    private static readonly TypedKey<long> Memory = Keys.Optional("memory_per_node", Kinds.Size(0), "Memory of each NUMA node.");
    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, int>>> HugePages = Keys.Optional(
        "hugepages", new MapKind<int>(Kinds.Whole(0)), "Huge pages in each NUMA node: number by page size, for example { 1 GiB: 128 }.");

    private static readonly TypedKey<IommuKind> Iommu = Keys.Optional(
        "iommu", IommuWord, "What the kernel command line switches on: on (Intel), intel, amd or off; on unless given.");

    private static readonly TypedKey<bool> Firmware = Keys.Optional(
        "vtd", Kinds.Boolean, "Whether VT-d (AMD-Vi) is enabled in firmware; yes unless given.");

    private static readonly TypedKey<IReadOnlyList<PciGroup>> Pci = Keys.Optional(
        "pci", new ListKind<PciGroup>(PciGroupFormat.Kind), "PCI cards.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<HostHardware> Kind = new ObjectKind<HostHardware>(Keys, Bind);

    private static HostHardware? Bind(MappingReader reader)
    {
        int errors = reader.Context.Diagnostics.ErrorCount;
        HostTemplate template = Template(reader);
        if (!reader.TryGet(Capture, out Placed<string> capture))
        {
            Require(reader, Cores);
            Require(reader, Memory);
            return reader.Context.Diagnostics.ErrorCount > errors ? null : Guard(reader, reader.Position, () => HostBuilder.Build(template));
        }

        foreach (Key key in Keys.Keys.Where(key => key != Capture && reader.Has(key)))
        {
            reader.Context.Error(
                ScenarioCodes.Contradiction, reader.PositionOf(key), $"a capture says what the machine has; '{key.Name}' cannot be given");
        }

        string path = InputFiles.Resolve(capture.Position, capture.Value);
        TopologyDigest.Add(path, reader.Context.Files, capture.Position);
        return reader.Context.Diagnostics.ErrorCount > errors ? null : Guard(reader, capture.Position, () => TopologyFile.Load(path));
    }

    private static HostTemplate Template(MappingReader reader) => new()
    {
        Sockets = reader.Get(Sockets, 1),
        NumaNodesPerSocket = reader.Get(Nodes, 1),
        CoresPerNode = reader.Get(Cores, 1),
        ThreadsPerCore = reader.Get(Threads, 1),
        MemoryPerNodeBytes = reader.Get(Memory, 0),
        HugePagesPerNode = [.. reader.List(HugePages).Select(entry => ReadPages(reader, entry.Key, entry.Value))],
        Iommu = new IommuState(reader.Get(Iommu, IommuKind.Intel), reader.Get(Firmware, true)),
        Pci = reader.List(Pci),
    };

    private static HugePages ReadPages(MappingReader reader, Placed<string> size, int count)
    {
        if (!Values.ByteSizeText.TryParse(size.Value, 0, out long bytes, out string problem) || bytes < 1024)
        {
            reader.Context.Error(
                ScenarioCodes.InvalidValue, size.Position, bytes is > 0 and < 1024 ? "a page has at least 1 KiB" : problem);
        }

        return new HugePages(bytes / 1024, count);
    }

    private static void Require(MappingReader reader, Key key)
    {
        if (!reader.Has(key))
        {
            reader.Context.Error(
                ScenarioCodes.MissingKey, reader.Position,
                $"a hardware entry without 'capture' needs the key '{key.Name}': {key.Description}");
        }
    }

    private static HostHardware? Guard(MappingReader reader, SourcePosition position, Func<HostDescription> make)
    {
        try
        {
            HostDescription description = make();
            foreach (string warning in description.Warnings)
            {
                reader.Context.Diagnostics.Warn(ScenarioCodes.HardwareNote, position, warning);
            }

            return description.Hardware;
        }
        catch (HardwareException problem)
        {
            reader.Context.Error(ScenarioCodes.Hardware, position, problem.Message);
            return null;
        }
    }
}
