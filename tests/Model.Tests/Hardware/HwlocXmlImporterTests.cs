using System.Text;
using Model.Hardware;
using Model.Hardware.Hwloc;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class HwlocXmlImporterTests
{
    private const string Cpus = """
        <object type="Machine" nodeset="0x3">
          <object type="Package" os_index="0" nodeset="0x1"><object type="NUMANode" os_index="0" nodeset="0x1" local_memory="4096"/>
            <object type="Core" os_index="0" nodeset="0x1">
              <object type="PU" os_index="0" nodeset="0x1"/><object type="PU" os_index="2" nodeset="0x1"/>
            </object>
            {0}
          </object>
          <object type="Package" os_index="1" nodeset="0x2"><object type="NUMANode" os_index="1" nodeset="0x2" local_memory="8192"/>
            <object type="Core" os_index="0" nodeset="0x2"><object type="PU" os_index="1" nodeset="0x2"/></object>
          </object>
          {1}
        </object>
        """;

    private const string Nic = """
        <object type="Bridge" bridge_type="0-1" bridge_pci="0000:[00-05]"><object type="Bridge" bridge_type="1-1" bridge_pci="0000:[05-05]"
          pci_busid="0000:00:01.0" pci_type="0604 [8086:2030] [0000:0000] 04">
          <object type="PCIDev" pci_busid="0000:05:00.0" pci_type="0200 [15b3:101d] [15b3:0016] 0a">
            <object type="OSDev" name="ens1" osdev_type="2"><info name="Address" value="02:00:00:00:00:01"/></object>
          </object></object></object>
        """;

    [Fact]
    public void Version_2_gives_cpus_memory_and_the_pci_tree()
    {
        HostHardware host = Import(Document(Nic, "")).Hardware;

        Assert.Equal([new LogicalCpu(0, 0, 0, 0), new LogicalCpu(1, 1, 0, 1), new LogicalCpu(2, 0, 0, 0)], host.Cpus);
        Assert.Equal([4096L, 8192L], host.NumaNodes.Select(node => node.MemoryBytes));
        PciFunction nic = host.PciFunctions[1];
        Assert.Equal(
            "0000:05:00.0 020000 15b3:101d 15b3:0016 0a node 0",
            $"{nic.Address} {nic.ClassCode:x6} {nic.VendorId:x4}:{nic.DeviceId:x4} "
            + $"{nic.SubsystemVendorId:x4}:{nic.SubsystemId:x4} {nic.Revision:x2} node {nic.NumaNode}");
        Assert.Equal(PciAddress.Parse("0000:00:01.0"), nic.Parent);
        Assert.Equal([new NetworkDevice("ens1", "02:00:00:00:00:01")], nic.NetworkDevices);
        Assert.Equal(new BridgeBuses(5, 5), host.PciFunctions[0].Bridge);
    }

    [Fact]
    public void A_device_at_the_machine_has_no_numa_node() =>
        Assert.All(Import(Document("", Nic)).Hardware.PciFunctions, function => Assert.Null(function.NumaNode));

    [Fact]
    public void A_device_in_a_32_bit_domain_is_kept_apart()
    {
        HostDescription host = Import(Document(Nic.Replace("0000:05:00.0", "10000:05:00.0", StringComparison.Ordinal), ""));

        Assert.Equal("10000:05:00.0", Assert.Single(host.Hardware.UnaddressableDevices).Address);
        Assert.Contains(host.Warnings, warning => warning.Contains("10000:05:00.0 is ignored", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html><body/></html>", "root is <html>")]
    [InlineData("<system version=\"1\"/>", "NCCL topology")]
    [InlineData("<topology version=\"2.0\"/>", "describes no CPUs")]
    [InlineData("<topology><object", "is not usable XML")]
    [InlineData("", "is not usable XML")]
    [InlineData("<topology version=\"2.0\"><object type=\"PU\" os_index=\"many\"/></topology>", "os_index=\"many\"; expected a number")]
    [InlineData("<topology><object type=\"PU\" os_index=\"0\"/><object type=\"PU\" os_index=\"0\"/></topology>", "CPU 0 appears twice")]
    [InlineData("<topology><object type=\"PCIDev\" pci_busid=\"x\" pci_type=\"0200 [15b3:101d] [0000:0000] 0a\"/></topology>", "DDDD:BB")]
    [InlineData("<topology><object type=\"PCIDev\" pci_busid=\"0000:00:00.0\" pci_type=\"x\"/></topology>", "pci_type=\"x\"")]
    public void Other_xml_is_refused_with_the_reason(string xml, string reason)
    {
        HardwareException error = Assert.Throws<HardwareException>(() => Import(xml));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("machine.xml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_are_not_expanded()
    {
        const string bomb = """
            <!DOCTYPE topology [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
            <topology><object type="Machine"><info name="&b;" value="&f;"/></object></topology>
            """;
        Assert.Contains("is not usable XML", Assert.Throws<HardwareException>(() => Import(bomb)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_deep_nesting_is_refused()
    {
        StringBuilder deep = new("<topology>");
        deep.Insert(deep.Length, "<object type=\"Group\">", 100_000);
        HardwareException error = Assert.Throws<HardwareException>(() => Import(deep.ToString()));
        Assert.Contains("nests more than 512", error.Message, StringComparison.Ordinal);
    }

    private static string Document(string inPackage, string inMachine) =>
        "<?xml version=\"1.0\"?><!DOCTYPE topology SYSTEM \"hwloc2.dtd\"><topology version=\"2.0\">"
        + Cpus.Replace("{0}", inPackage, StringComparison.Ordinal).Replace("{1}", inMachine, StringComparison.Ordinal)
        + "</topology>";

    private static HostDescription Import(string xml) => HwlocXmlImporter.Import(new StringReader(xml), "machine.xml");
}
