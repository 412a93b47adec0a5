using Model.Hardware;
using Model.Hardware.Building;
using Model.Pci;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class HostBuilderTests
{
    // Two sockets of two nodes:
    //   node 0 (00-3f): GPU, GPU, NIC   node 1 (40-7f): GPU, GPU   node 2 (80-bf): GPU, GPU, NIC   node 3 (c0-ff): GPU, GPU
    private static readonly HostTemplate DgxLike = new()
    {
        Sockets = 2,
        NumaNodesPerSocket = 2,
        CoresPerNode = 16,
        ThreadsPerCore = 2,
        MemoryPerNodeBytes = 256L << 30,
        HugePagesPerNode = [new HugePages(1 << 20, 128)],
        Pci =
        [
            new PciGroup { VendorId = 0x10de, DeviceId = 0x20b5, Count = 8, Spread = PciSpread.Numa },
            new PciGroup
            {
                VendorId = 0x15b3,
                DeviceId = 0x101d,
                Count = 2,
                Spread = PciSpread.Socket,
                Vfs = new PciVfGroup { DeviceId = 0x101e, Count = 16, Driver = "mlx5_vfio_pci" },
            },
        ],
    };

    [Fact]
    public void Cards_are_dealt_over_nodes_and_sockets()
    {
        HostHardware host = HostBuilder.Build(DgxLike).Hardware;

        string[] gpus = host.PciFunctions.Where(f => f.DeviceId == 0x20b5).Select(f => $"{f.Address}@{f.NumaNode}").ToArray();
        string[] nics = host.PciFunctions.Where(f => f.DeviceId == 0x101d).Select(f => $"{f.Address}@{f.NumaNode}").ToArray();

        Assert.Equal(
            [
                "0000:01:00.0@0", "0000:02:00.0@0", "0000:41:00.0@1", "0000:42:00.0@1",
                "0000:81:00.0@2", "0000:82:00.0@2", "0000:c1:00.0@3", "0000:c2:00.0@3",
            ],
            gpus);
        Assert.Equal(["0000:03:00.0@0", "0000:83:00.0@2"], nics);
    }

    [Fact]
    public void Cpus_are_numbered_as_linux_does()
    {
        HostHardware host = HostBuilder.Build(DgxLike).Hardware;

        Assert.Equal(128, host.Cpus.Count);
        Assert.Equal(64, host.CoreCount);
        Assert.Equal([0, 1], host.Packages);
        Assert.Equal(new LogicalCpu(17, 0, 17, 1), host.Cpus[17]);
        Assert.Equal(new LogicalCpu(64 + 17, 0, 17, 1), host.Cpus[64 + 17]);
        Assert.Equal([11, 10, 21, 21], host.NumaNodes[1].Distances);
    }

    [Fact]
    public void Virtual_functions_carry_into_slots_and_buses()
    {
        HostTemplate template = new()
        {
            Pci = [new PciGroup { Device = "intel-e810-c-qsfp", Ports = 2, Vfs = new PciVfGroup { Count = 128 } }],
        };
        HostHardware host = HostBuilder.Build(template).Hardware;
        PciAddress first = PciAddress.Parse("0000:01:00.0");
        PciAddress second = PciAddress.Parse("0000:01:00.1");

        Assert.Equal("0000:01:01.0", host.VirtualFunctionsOf(first)[0].Address.ToString());
        Assert.Equal("0000:01:10.7", host.VirtualFunctionsOf(first)[127].Address.ToString());
        Assert.Equal("0000:01:11.0", host.VirtualFunctionsOf(second)[0].Address.ToString());
        Assert.Equal("0000:02:00.7", host.VirtualFunctionsOf(second)[127].Address.ToString());
        Assert.True(host.TryGetFunction(PciAddress.Parse("0000:00:01.0"), out PciFunction port));
        Assert.Equal(new BridgeBuses(1, 2), port.Bridge);
    }

    [Fact]
    public void Libvirt_reports_types_parents_and_serials()
    {
        HostTemplate template = new()
        {
            Pci =
            [
                new PciGroup { Device = "intel-x520", SerialPrefix = "SN", Vfs = new PciVfGroup { Count = 1 } },
                new PciGroup { Device = "nvidia-t4", Spread = PciSpread.None },
            ],
        };
        IReadOnlyList<HypervisorPciDevice> devices = HostBuilder.Build(template).Hardware.HypervisorDevices();

        Assert.Equal(
            [
                "0000:00:01.0 8086:2030 Pci node 0 parent ",
                "0000:01:00.0 8086:10fb Pf node 0 parent ",
                "0000:01:10.0 8086:10ed Vf node 0 parent 0000:01:00.0",
                "0000:80:01.0 8086:2030 Pci node  parent ",
                "0000:81:00.0 10de:1eb8 Pci node  parent ",
            ],
            devices.Select(d => $"{d.Address} {d.VendorId}:{d.ProductId} {d.DevType} node {d.NumaNode} parent {d.ParentAddress}"));
        HypervisorPciDevice vf = devices[2];
        Assert.Equal("pci_0000_01_10_0", vf.DevId);
        Assert.Equal("label_8086_10ed", vf.Label);
        Assert.Equal("enp1s0", vf.ParentInterface);
        Assert.Equal("02:00:00:00:01:00", vf.PfMacAddress);
        Assert.Equal(0, vf.VfNumber);
        Assert.Equal("SN0000", vf.CardSerialNumber);
        Assert.Equal(PciDeviceType.Pf, devices[1].DevType);
        Assert.Equal("02:00:00:00:01:00", devices[1].MacAddress);
    }

    [Fact]
    public void A_device_beyond_the_address_limits_is_reported_and_kept_apart()
    {
        HostTemplate template = new()
        {
            Pci = [new PciGroup { VendorId = 0x8086, DeviceId = 0x0b60, Address = "10000:e1:00.0" }],
        };
        HostDescription description = HostBuilder.Build(template);

        Assert.Empty(description.Hardware.PciFunctions);
        Assert.Equal("10000:e1:00.0", Assert.Single(description.Hardware.UnaddressableDevices).Address);
        Assert.Equal("10000:e1:00.0", Assert.Single(description.Hardware.HypervisorDevices()).Address);
        Assert.Contains("10000:e1:00.0 is ignored", Assert.Single(description.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_kept_and_others_go_round_it()
    {
        HostTemplate template = new()
        {
            Pci =
            [
                new PciGroup { Device = "nvidia-t4", Count = 2 },
                new PciGroup { Device = "nvidia-a40", Address = "0000:01:00.0", SriovEnabled = false },
                new PciGroup { Device = "nvidia-l4", Address = "0004:05:00.0", SriovEnabled = false },
            ],
        };
        HostHardware host = HostBuilder.Build(template).Hardware;

        Assert.Equal(
            ["0000:01:00.0 2235", "0000:02:00.0 1eb8", "0000:03:00.0 1eb8", "0004:05:00.0 27b8"],
            host.PciFunctions.Where(f => f.Bridge is null).Select(f => $"{f.Address} {f.DeviceId:x4}"));
        Assert.Equal([new PciRootComplex(0, 0), new PciRootComplex(4, 5)], host.RootComplexes);
    }

    [Theory]
    [InlineData("needs a device or an id", null, 1, 1, 0, 0, null)]
    [InlineData("has no 'intel-x999'", "intel-x999", 1, 1, 0, 0, null)]
    [InlineData("count must be 1–1024", "intel-x520", 0, 1, 0, 0, null)]
    [InlineData("ports must be 1–8", "intel-x520", 1, 9, 0, 0, null)]
    [InlineData("64 VFs on a PF, but its total is 63", "intel-x520", 1, 1, 64, 63, null)]
    [InlineData("an address is for a single card", "intel-x520", 2, 1, 0, 1, "0000:01:00.0")]
    [InlineData("'banana' is not a PCI address", "intel-x520", 1, 1, 0, 1, "banana")]
    [InlineData("need 258 buses", "intel-x520", 1, 1, 1, 65535, null)]
    public void A_bad_group_is_refused_with_the_reason(
        string reason, string? device, int count, int ports, int vfs, int total, string? address)
    {
        PciGroup group = new()
        {
            Device = device,
            Count = count,
            Ports = ports,
            Address = address,
            Vfs = vfs + total == 0 ? null : new PciVfGroup { Count = vfs, Total = total },
        };

        HardwareException error = Assert.Throws<HardwareException>(() => HostBuilder.Build(new HostTemplate { Pci = [group] }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_machines_are_refused()
    {
        HostTemplate[] templates =
        [
            new() { Sockets = 0 },
            new() { CoresPerNode = int.MaxValue, ThreadsPerCore = int.MaxValue },
            new() { MemoryPerNodeBytes = 1 << 30, HugePagesPerNode = [new HugePages(1 << 20, 2)] },
            new() { Pci = [new PciGroup { Device = "intel-x520", Count = 300 }] },
        ];
        Assert.All(templates, template => Assert.Throws<HardwareException>(() => HostBuilder.Build(template)));
    }
}
