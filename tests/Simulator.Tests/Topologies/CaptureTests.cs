using System.Globalization;
using Model.Hardware;
using Model.Hardware.Sysfs;
using Simulator.Topologies;
using Xunit;

namespace Simulator.Tests.Topologies;

/// <summary>Every machine of scenarios/topologies: what is read, what is refused, and that nothing is lost by an export.</summary>
public sealed class CaptureTests
{
    // sockets, cores, threads; node = MiB / CPUs; functions per NUMA node (-1 none) and kind; root complexes, drivers, interfaces, IOMMU
    [Theory]
    [InlineData(
        "r1",
        "2s 40c 80t; 0=95270/40 1=96754/40; "
        + "300 pci, numa 0:158 1:142; 276 plain 24 bridge; 8 roots 71 drivers 0 nets; Intel")]
    [InlineData(
        "r2",
        "2s 56c 112t; 0=128402/56 1=128962/56; "
        + "300 pci, numa 0:161 1:139; 276 plain 24 bridge; 14 roots 68 drivers 0 nets; Off")]
    [InlineData(
        "r3",
        "2s 12c 24t; 0=32207/12 1=32168/12; "
        + "82 pci, numa -1:72 0:5 1:5; 66 plain 2 pf 8 vf 6 bridge; 3 roots 30 drivers 0 nets; Off")]
    [InlineData(
        "r4",
        "2s 56c 112t; 0=31614/28 1=32249/28 2=32249/28 3=32244/28 4=126976/0 5=126976/0; "
        + "0 pci, numa; ; 0 roots 0 drivers 0 nets; Off")]
    [InlineData(
        "r5",
        "2s 16c 32t; 0=46802/16 1=48359/16; "
        + "28 pci, numa 0:28; 10 plain 2 pf 16 bridge; 3 roots 28 drivers 2 nets; Off")]
    [InlineData(
        "r6",
        "2s 16c 16t; 0=16354/8 1=16384/8; "
        + "137 pci, numa -1:93 0:28 1:16; 128 plain 9 bridge; 4 roots 48 drivers 3 nets; Off")]
    [InlineData(
        "r7",
        "4s 40c 40t; 0=131058/10 1=131072/10 2=131072/10 3=131072/10; "
        + "30 pci, numa 0:14 1:4 2:6 3:6; 14 plain 16 bridge; 4 roots 22 drivers 5 nets; Off")]
    [InlineData(
        "x1",
        "2s 4c 4t; 0=772699/2 1=774133/2; "
        + "84 pci, numa 0:42 1:42; 28 plain 56 bridge; 4 roots 0 drivers 0 nets; Off")]
    [InlineData(
        "x2",
        "2s 16c 16t; 0=65501/8 1=65536/8; "
        + "31 pci, numa 0:18 1:13; 18 plain 13 bridge; 2 roots 0 drivers 6 nets; Off")]
    [InlineData(
        "x3",
        "16s 96c 96t; 0=48894/24 1=48896/24 2=48896/24 3=48896/24; "
        + "26 pci, numa 0:8 1:6 2:6 3:6; 14 plain 12 bridge; 5 roots 0 drivers 8 nets; Off")]
    public void Is_read(string capture, string expected) => Assert.Equal(expected, Summary(Captures.Load(capture).Hardware));

    [Theory]
    [InlineData("n1")]
    [InlineData("n2")]
    public void Nccl_topologies_are_refused_with_the_reason(string capture)
    {
        HardwareException error = Assert.Throws<HardwareException>(() => TopologyFile.Load(Captures.PathOf(capture)));
        Assert.Contains("NCCL topology", error.Message, StringComparison.Ordinal);
        Assert.Contains("without cores, memory, drivers or SR-IOV", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r1")]
    [InlineData("r2")]
    [InlineData("r3")]
    [InlineData("r4")]
    [InlineData("r5")]
    [InlineData("r6")]
    [InlineData("r7")]
    [InlineData("x1")]
    [InlineData("x2")]
    [InlineData("x3")]
    public void Comes_back_from_its_export(string capture)
    {
        HostHardware host = Captures.Load(capture).Hardware;
        MemoryFileTree tree = new(capture);
        SysfsExporter.Export(host, tree);

        HostHardware again = SysfsImporter.Import(tree).Hardware;

        Assert.Equal(HostTreeRenderer.Render(host), HostTreeRenderer.Render(again));
        Assert.Equal(host, again);
    }

    [Fact]
    public void Comes_back_from_a_folder_on_disk()
    {
        using TemporaryFolder folder = new();
        HostHardware host = Captures.Load("r3").Hardware;
        TopologyFile.ExportSysfs(host, folder.Path);

        Assert.Equal(host, TopologyFile.Load(folder.Path).Hardware);
        string pf = Path.Combine(folder.Path, "sys/devices/pci0000:00/0000:00:09.0/0000:05:00.0");
        Assert.Equal("../0000:05:10.4", new FileInfo(Path.Combine(pf, "virtfn1")).LinkTarget);
        Assert.Equal("../0000:05:00.0", new FileInfo(Path.Combine(pf, "../0000:05:10.4/physfn")).LinkTarget);
    }

    [Fact]
    public void The_virtual_functions_of_r3_are_found_by_ids_and_arithmetic()
    {
        HostDescription description = Captures.Load("r3");
        HostHardware host = description.Hardware;

        Assert.Equal(new SriovCapability(7, 4, 128, 4, 0x1520), Function(host, "0000:05:00.0").Sriov);
        Assert.Equal(
            ["0000:05:10.0", "0000:05:10.4", "0000:05:11.0", "0000:05:11.4"],
            host.VirtualFunctionsOf(PciAddress.Parse("0000:05:00.0")).Select(vf => vf.Address.ToString()));
        Assert.Equal(
            ["0000:05:10.1", "0000:05:10.5", "0000:05:11.1", "0000:05:11.5"],
            host.VirtualFunctionsOf(PciAddress.Parse("0000:05:00.1")).Select(vf => vf.Address.ToString()));
        Assert.Contains(
            description.Warnings,
            warning => warning.Contains("related by ids, offset 128 and stride 4", StringComparison.Ordinal));
    }

    [Fact]
    public void R5_shows_a_card_whose_sriov_is_on_without_virtual_functions()
    {
        PciFunction port = Function(Captures.Load("r5").Hardware, "0000:60:00.0");

        Assert.Equal(new SriovCapability(64, 0, 0, 0, 0), port.Sriov);
        Assert.Equal("enp96s0f0", port.NetworkDevices[0].Name);
        Assert.Equal(PciAddress.Parse("0000:5e:00.0"), port.Parent); // the switch port 5f:03.0 between them is not in the capture
        Assert.Equal(new PciRootComplex(0, 0x5d), port.Root);
    }

    [Fact]
    public void R4_has_memory_without_cpus_and_its_distances()
    {
        HostHardware host = Captures.Load("r4").Hardware;

        Assert.Empty(host.CpusOf(4));
        Assert.Null(host.PackageOf(4));
        Assert.Equal([10, 21, 11, 21, 17, 28], host.NumaNodes[0].Distances);
    }

    [Fact]
    public void X1_hangs_its_gpus_behind_switches_on_both_nodes()
    {
        HostHardware host = Captures.Load("x1").Hardware;
        PciFunction[] gpus = host.PciFunctions.Where(f => f.VendorId == 0x10de && f.DeviceId == 0x1db8).ToArray();

        Assert.Equal(16, gpus.Length);
        Assert.Equal(8, gpus.Count(gpu => gpu.NumaNode == 0));
        Assert.Equal(PciAddress.Parse("0000:33:00.0"), Function(host, "0000:34:00.0").Parent);
    }

    private static PciFunction Function(HostHardware host, string address)
    {
        Assert.True(host.TryGetFunction(PciAddress.Parse(address), out PciFunction function));
        return function;
    }

    private static string Summary(HostHardware host)
    {
        string nodes = string.Join(' ', host.NumaNodes.Select(n => $"{n.Id}={n.MemoryBytes >> 20}/{host.CpusOf(n.Id).Count}"));
        string numa = string.Concat(host.PciFunctions
            .GroupBy(function => function.NumaNode ?? -1)
            .OrderBy(group => group.Key)
            .Select(group => $" {group.Key}:{group.Count()}"));
        string[] words = ["plain", "pf", "vf", "bridge"];
        string kinds = string.Join(' ', host.PciFunctions
            .GroupBy(function => function.Kind)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {words[(int)group.Key]}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{host.Packages.Count}s {host.CoreCount}c {host.Cpus.Count}t; {nodes}; {host.PciFunctions.Count} pci, numa{numa}; {kinds}; ")
            + $"{host.RootComplexes.Count} roots {host.PciFunctions.Count(f => f.Driver is not null)} drivers "
            + $"{host.PciFunctions.Sum(f => f.NetworkDevices.Count)} nets; {host.Iommu.Kernel}";
    }
}
