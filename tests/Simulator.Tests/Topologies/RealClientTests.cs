using System.Globalization;
using System.Xml.Linq;
using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Topologies;
using Xunit;
using Xunit.Abstractions;

namespace Simulator.Tests.Topologies;

/// <summary>
/// The real lspci and lstopo read exported trees and must see the modelled machine. Where a tool is not installed the test
/// says so in its output and checks nothing; the CI script installs both.
/// </summary>
public sealed class RealClientTests(ITestOutputHelper output)
{
    private static readonly HostHardware Synthetic = HostBuilder.Build(new HostTemplate
    {
        Sockets = 2,
        NumaNodesPerSocket = 2,
        CoresPerNode = 4,
        ThreadsPerCore = 2,
        MemoryPerNodeBytes = 64L << 30,
        HugePagesPerNode = [new HugePages(2048, 512)],
        Pci =
        [
            new PciGroup { Device = "nvidia-a100-pcie-80gb", Count = 4, SriovEnabled = false },
            new PciGroup
            {
                Device = "mellanox-connectx-6-dx",
                Count = 2,
                Ports = 2,
                Spread = PciSpread.Socket,
                SerialPrefix = "MT",
                Vfs = new PciVfGroup { Count = 9, Driver = "mlx5_vfio_pci" },
            },
            new PciGroup
            {
                Device = "intel-e810-c-qsfp",
                Spread = PciSpread.Node,
                NumaNode = 3,
                Ports = 2,
                Vfs = new PciVfGroup { Count = 128 },
            },
            new PciGroup { Device = "intel-p4500", Count = 2, Spread = PciSpread.None },
        ],
    }).Hardware;

    [Theory]
    [InlineData("synthetic")]
    [InlineData("r1")]
    [InlineData("r3")]
    [InlineData("r5")]
    [InlineData("r6")]
    [InlineData("x1")]
    public void Lspci_lists_the_modelled_functions(string host)
    {
        using TemporaryFolder folder = new();
        HostHardware hardware = Export(host, folder);
        if (Lspci(folder, "-Dvmmnk") is not string listing)
        {
            return;
        }

        string[] expected = hardware.PciFunctions.Select(f => string.Create(
            CultureInfo.InvariantCulture,
            $"{f.Address} {f.ClassCode >> 8:x4} {f.VendorId:x4}:{f.DeviceId:x4} rev {f.Revision:x2} driver {f.Driver} node {f.NumaNode}"))
            .ToArray();

        IEnumerable<string> seen = Records(listing).Select(r =>
            $"{r["Slot"]} {r["Class"]} {r["Vendor"]}:{r["Device"]} rev {r.GetValueOrDefault("Rev", "00")} "
            + $"driver {r.GetValueOrDefault("Driver")} node {r.GetValueOrDefault("NUMANode")}");
        Assert.Equal(expected, seen.Order(StringComparer.Ordinal));
    }

    // What the original capture shows; lspci names a driver only where the capture holds the driver's folder too.
    [Theory]
    [InlineData("r5")]
    [InlineData("r6")]
    public void Lspci_sees_the_same_before_and_after(string capture)
    {
        using TemporaryFolder before = new();
        using TemporaryFolder after = new();
        if (RealTool.Run("tar", "xf", Captures.PathOf(capture), "-C", before.Path) is null || Lspci(before, "-Dvmmn") is not string old)
        {
            output.WriteLine("tar or lspci is not installed: nothing was checked");
            return;
        }

        Export(capture, after);
        string[] keys = ["Slot", "Class", "Vendor", "Device", "SVendor", "SDevice", "Rev", "ProgIf", "NUMANode"];
        Assert.Equal(Lines(old, keys), Lines(Lspci(after, "-Dvmmn")!, keys));
    }

    [Fact]
    public void Lspci_decodes_the_sriov_capability_and_the_serial_number()
    {
        using TemporaryFolder folder = new();
        HostHardware hardware = Export("synthetic", folder);
        PciFunction pf = hardware.PciFunctions.First(f => f.DeviceId == 0x101d && f.Address.Function == 1);
        if (Lspci(folder, "-D", "-vvvn", "-s", pf.Address.ToString()) is not string detail)
        {
            return;
        }

        Assert.Contains("Initial VFs: 16, Total VFs: 16, Number of VFs: 9", detail, StringComparison.Ordinal);
        Assert.Contains("VF offset: 17, stride: 1, Device ID: 101e", detail, StringComparison.Ordinal);
        Assert.Contains("[SN] Serial number: MT0000", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("synthetic")]
    [InlineData("r5")]
    [InlineData("r7")]
    [InlineData("x1")]
    public void Lstopo_sees_the_cpus_and_where_each_function_is(string host)
    {
        using TemporaryFolder folder = new();
        HostHardware hardware = Export(host, folder);
        if (RealTool.Run("lstopo-no-graphics", "--input", folder.Path, "--whole-io", "--of", "xml") is not string xml)
        {
            output.WriteLine("lstopo is not installed: nothing was checked");
            return;
        }

        XDocument topology = XDocument.Parse(xml);
        IEnumerable<XElement> objects = topology.Descendants("object");
        Assert.Equal(hardware.Cpus.Count, objects.Count(o => Is(o, "PU")));
        Assert.Equal(hardware.CoreCount, objects.Count(o => Is(o, "Core")));
        Assert.Equal(hardware.Packages.Count, objects.Count(o => Is(o, "Package")));
        Assert.Equal(
            hardware.NumaNodes.Select(node => $"{node.Id} {node.MemoryBytes}"),
            objects.Where(o => Is(o, "NUMANode")).Select(o => $"{o.Attribute("os_index")!.Value} {o.Attribute("local_memory")!.Value}"));

        string[] seen = objects.Where(o => o.Attribute("pci_busid") is not null)
            .Select(o => $"{o.Attribute("pci_busid")!.Value} node {NearestNode(o)}")
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(hardware.PciFunctions.Select(f => $"{f.Address} node {f.NumaNode}"), seen);
    }

    // And our own reader sees in lstopo's XML what it sees in the tree, as far as the XML tells it.
    [Fact]
    public void The_xml_of_lstopo_is_read_back()
    {
        using TemporaryFolder folder = new();
        HostHardware hardware = Export("synthetic", folder);
        if (RealTool.Run("lstopo-no-graphics", "--input", folder.Path, "--whole-io", "--of", "xml") is not string xml)
        {
            output.WriteLine("lstopo is not installed: nothing was checked");
            return;
        }

        File.WriteAllText(folder.File("host.xml"), xml);
        HostHardware read = TopologyFile.Load(folder.File("host.xml")).Hardware;

        Assert.Equal(hardware.Cpus, read.Cpus);
        Assert.Equal(hardware.NumaNodes.Select(n => (n.Id, n.MemoryBytes)), read.NumaNodes.Select(n => (n.Id, n.MemoryBytes)));
        Assert.Equal(
            hardware.PciFunctions.Select(f => (f.Address, f.VendorId, f.DeviceId, f.NumaNode, f.Parent, f.Bridge)),
            read.PciFunctions.Select(f => (f.Address, f.VendorId, f.DeviceId, f.NumaNode, f.Parent, f.Bridge)));
    }

    private static HostHardware Export(string host, TemporaryFolder folder)
    {
        HostHardware hardware = host == "synthetic" ? Synthetic : Captures.Load(host).Hardware;
        TopologyFile.ExportSysfs(hardware, folder.Path);
        return hardware;
    }

    private string? Lspci(TemporaryFolder folder, params string[] arguments)
    {
        string? listing = RealTool.Run("lspci", ["-A", "linux-sysfs", "-O", $"sysfs.path={folder.Path}/sys/bus/pci", .. arguments]);
        if (listing is null)
        {
            output.WriteLine("lspci is not installed: nothing was checked");
        }

        return listing;
    }

    private static IEnumerable<Dictionary<string, string>> Records(string listing) => listing
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(record => record.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(":\t"))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

    private static IEnumerable<string> Lines(string listing, string[] keys) =>
        Records(listing).Select(record => string.Join(' ', keys.Select(key => $"{key}={record.GetValueOrDefault(key)}")));

    private static bool Is(XElement element, string type) => element.Attribute("type")!.Value == type;

    // The nearest object that is attached to one NUMA node only; nothing at the machine.
    private static string NearestNode(XElement function)
    {
        string nodes = function.Ancestors("object").First(o => o.Attribute("nodeset") is not null).Attribute("nodeset")!.Value;
        uint set = uint.Parse(nodes.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return uint.IsPow2(set) ? uint.Log2(set).ToString(CultureInfo.InvariantCulture) : "";
    }
}
