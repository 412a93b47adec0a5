using System.Text;
using Model.Hardware;
using Model.Hardware.Sysfs;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class SysfsImporterTests
{
    private const string Cpu = "sys/devices/system/cpu/cpu";
    private const string Node = "sys/devices/system/node/node";
    private const string Device = "sys/devices/pci0000:00/0000:00:02.0";

    [Fact]
    public void A_capture_may_lie_in_a_folder_of_the_tree()
    {
        MemoryFileTree tree = new("capture");
        Put(tree, "gathered/host1/sys/devices/system/cpu/cpu0/topology/core_id", "0");
        Put(tree, "gathered/host1/proc/meminfo", "MemTotal:       2048 kB");

        HostDescription host = SysfsImporter.Import(tree);

        Assert.Equal([new LogicalCpu(0, 0, 0, 0)], host.Hardware.Cpus);
        Assert.Equal(2048 * 1024, host.Hardware.MemoryBytes);
        Assert.Contains(host.Warnings, warning => warning.Contains("no NUMA nodes", StringComparison.Ordinal));
    }

    [Fact]
    public void Cores_of_a_package_made_of_two_nodes_are_told_apart_by_siblings()
    {
        // Each node numbers its cores from 0, as on processors made of two dies:  node 0: cpu 0, 1   node 1: cpu 2, 3
        MemoryFileTree tree = TwoNodes();
        for (int cpu = 0; cpu < 4; cpu++)
        {
            Put(tree, $"{Cpu}{cpu}/topology/core_id", $"{cpu % 2}");
        }

        Assert.Equal([0, 1, 2, 3], SysfsImporter.Import(tree).Hardware.Cpus.Select(cpu => cpu.Core));
    }

    [Fact]
    public void Offline_cpus_are_left_out_and_told()
    {
        MemoryFileTree tree = TwoNodes();
        tree.AddDirectory(Cpu + "7");
        tree.AddDirectory(Cpu + "8");
        Put(tree, Cpu + "3/online", "0");
        Put(tree, Cpu + "2/online", "1");

        HostDescription host = SysfsImporter.Import(tree);

        Assert.Equal([0, 1, 2], host.Hardware.Cpus.Select(cpu => cpu.Id));
        Assert.Contains("CPUs 3,7-8 are left out: they are offline", host.Warnings);
    }

    [Fact]
    public void A_device_in_a_32_bit_domain_is_kept_apart_and_told()
    {
        MemoryFileTree tree = TwoNodes();
        AddDevice(tree, "sys/devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:1d.0");

        HostDescription host = SysfsImporter.Import(tree);

        Assert.Empty(host.Hardware.PciFunctions);
        Assert.Equal("10000:e0:1d.0", Assert.Single(host.Hardware.UnaddressableDevices).Address);
        Assert.Contains(
            "PCI device 10000:e0:1d.0 is ignored: its address is beyond what Nova accepts (FFFF:FF:1F.7)", host.Warnings);
    }

    [Fact]
    public void The_kernels_links_tell_virtual_functions_and_their_numbers()
    {
        MemoryFileTree tree = TwoNodes();
        AddDevice(tree, Device);
        AddDevice(tree, "sys/devices/pci0000:00/0000:00:02.3");
        Put(tree, Device + "/sriov_totalvfs", "8");
        Put(tree, Device + "/sriov_numvfs", "3");
        Put(tree, Device + "/sriov_offset", "1");
        Put(tree, Device + "/sriov_stride", "1");
        Put(tree, Device + "/sriov_vf_device", "101e");
        tree.AddLink(Device + "/virtfn2", "../0000:00:02.3");
        tree.AddLink("sys/devices/pci0000:00/0000:00:02.3/physfn", "../0000:00:02.0");

        HostHardware host = SysfsImporter.Import(tree).Hardware;

        Assert.Equal(new SriovCapability(8, 3, 1, 1, 0x101e), host.PciFunctions[0].Sriov);
        Assert.Equal(PciFunctionKind.VirtualFunction, host.PciFunctions[1].Kind);
        Assert.Equal(2, host.PciFunctions[1].VfIndex);
    }

    [Theory]
    [InlineData("BOOT_IMAGE=/x intel_iommu=on iommu=pt", null, null, IommuKind.Intel, true)]
    [InlineData("BOOT_IMAGE=/x intel_iommu=on,sm_on", null, null, IommuKind.Intel, true)]
    [InlineData("BOOT_IMAGE=/x amd_iommu=on", null, null, IommuKind.Amd, true)]
    [InlineData("BOOT_IMAGE=/x intel_iommu=off", null, null, IommuKind.Off, false)]
    [InlineData("BOOT_IMAGE=/x", "dmar0", null, IommuKind.Intel, true)]
    [InlineData("BOOT_IMAGE=/x", "ivhd0", null, IommuKind.Amd, true)]
    [InlineData("BOOT_IMAGE=/x", "", "DMAR", IommuKind.Off, true)]
    [InlineData("BOOT_IMAGE=/x intel_iommu=on", "", null, IommuKind.Intel, false)]
    public void The_iommus_state_is_told_from_what_the_capture_holds(
        string commandLine, string? unit, string? table, IommuKind kernel, bool firmware)
    {
        MemoryFileTree tree = TwoNodes();
        Put(tree, "proc/cmdline", commandLine);
        if (unit is not null)
        {
            tree.AddDirectory("sys/class/iommu" + (unit.Length == 0 ? "" : "/" + unit));
        }

        if (table is not null)
        {
            Put(tree, "sys/firmware/acpi/tables/" + table, "x");
        }

        Assert.Equal(new IommuState(kernel, firmware), SysfsImporter.Import(tree).Hardware.Iommu);
    }

    [Theory]
    [InlineData(Device + "/vendor", "", "capture: " + Device + "/vendor is missing or empty; expected an id such as 0x8086")]
    [InlineData(Device + "/vendor", "0x12345", "holds '0x12345'; expected a hexadecimal number of at most ffff")]
    [InlineData(Device + "/class", "banana", "holds 'banana'; expected a hexadecimal number of at most ffffff")]
    [InlineData(Device + "/numa_node", "first", "holds 'first'; expected a decimal number")]
    [InlineData(Device + "/sriov_totalvfs", "70000", "expected a number from 0 to 65535")]
    [InlineData(Node + "0/cpumap", "xyz", "expected a hexadecimal CPU mask")]
    [InlineData(Node + "0/cpumap", "f", "CPU 2 is in NUMA nodes 0 and 1; expected one")]
    [InlineData(Node + "0/cpumap", "1", "CPU 1 is in no NUMA node's cpumap")]
    [InlineData(Node + "0/meminfo", "Node 0 MemTotal: much kB", "expected 'MemTotal: NUMBER kB'")]
    [InlineData(Node + "0/distance", "10 far", "expected a distance for each node")]
    [InlineData("sys/bus/pci/devices/banana", "", "is not named by a PCI address")]
    public void Junk_in_a_file_is_refused_with_the_files_name(string path, string content, string reason)
    {
        MemoryFileTree tree = TwoNodes();
        AddDevice(tree, Device);
        Put(tree, path, content);

        AssertRefused(reason, tree);
    }

    [Fact]
    public void Links_that_lead_nowhere_or_in_circles_are_refused()
    {
        MemoryFileTree nowhere = TwoNodes();
        nowhere.AddLink("sys/bus/pci/devices/0000:00:02.0", "../../../devices/pci0000:00/0000:00:02.0");
        AssertRefused("points to a folder that the capture does not hold", nowhere);

        MemoryFileTree circle = TwoNodes();
        circle.AddLink("sys/bus/pci/devices/0000:00:02.0", "0000:00:03.0");
        circle.AddLink("sys/bus/pci/devices/0000:00:03.0", "0000:00:02.0");
        AssertRefused("circle of symbolic links", circle);
    }

    [Fact]
    public void Links_cannot_leave_the_tree()
    {
        MemoryFileTree tree = TwoNodes();
        AddDevice(tree, Device);
        Put(tree, "vendor", "0x1111");
        tree.AddLink(Device + "/vendor", "../../../../../../../../vendor");

        Assert.Equal(0x1111, SysfsImporter.Import(tree).Hardware.PciFunctions[0].VendorId);
    }

    [Fact]
    public void A_tree_that_is_no_capture_is_refused()
    {
        MemoryFileTree other = new("photos");
        Put(other, "holiday/beach.jpg", "x");
        AssertRefused("photos is not a sysfs capture", other);
        AssertRefused("it is empty", new MemoryFileTree("none"));

        MemoryFileTree noCpus = new("half");
        noCpus.AddDirectory("sys/devices/system/cpu/cpu0");
        AssertRefused("half describes no CPUs", noCpus);
    }

    private static void AssertRefused(string reason, MemoryFileTree tree)
    {
        HardwareException error = Assert.Throws<HardwareException>(() => SysfsImporter.Import(tree));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    // Two nodes of two single-threaded cores in one package.
    private static MemoryFileTree TwoNodes()
    {
        MemoryFileTree tree = new("capture");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            Put(tree, $"{Cpu}{cpu}/topology/physical_package_id", "0");
            Put(tree, $"{Cpu}{cpu}/topology/core_id", $"{cpu}");
            Put(tree, $"{Cpu}{cpu}/topology/thread_siblings", $"{1 << cpu:x}");
        }

        Put(tree, Node + "0/cpumap", "3");
        Put(tree, Node + "1/cpumap", "c");
        Put(tree, Node + "0/meminfo", "Node 0 MemTotal:       1024 kB");
        Put(tree, "proc/cmdline", "BOOT_IMAGE=/x");
        return tree;
    }

    private static void AddDevice(MemoryFileTree tree, string place)
    {
        Put(tree, place + "/vendor", "0x15b3");
        Put(tree, place + "/device", "0x101d");
        Put(tree, place + "/class", "0x020000");
        tree.AddLink("sys/bus/pci/devices/" + place.Split('/')[^1], "../../../../" + place);
    }

    private static void Put(MemoryFileTree tree, string path, string text) => tree.AddFile(path, Encoding.UTF8.GetBytes(text + "\n"));
}
