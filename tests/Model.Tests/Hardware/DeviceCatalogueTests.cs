using Model.Hardware;
using Model.Hardware.Building;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class DeviceCatalogueTests
{
    [Fact]
    public void Every_entry_builds_with_one_and_two_ports_and_all_its_virtual_functions()
    {
        foreach (CatalogueDevice device in DeviceCatalogue.All)
        {
            for (int ports = 1; ports <= 2; ports++)
            {
                PciVfGroup? vfs = device.Virtual is null ? null : new PciVfGroup { Count = device.Virtual.TotalVfs };
                HostHardware host = HostBuilder.Build(new HostTemplate
                {
                    Pci = [new PciGroup { Device = device.Name, Ports = ports, Vfs = vfs }],
                }).Hardware;

                int expected = 1 + (ports * (1 + (device.Virtual?.TotalVfs ?? 0)));
                Assert.Equal(expected, host.PciFunctions.Count);
            }
        }
    }

    [Theory]
    [InlineData("intel-x520", "8086:10fb", "8086:10ed", "ixgbe", "ixgbevf", 63)]
    [InlineData("intel-i350", "8086:1521", "8086:1520", "igb", "igbvf", 7)]
    [InlineData("intel-e810-xxv", "8086:159b", "8086:1889", "ice", "iavf", 128)]
    [InlineData("mellanox-connectx-6-dx", "15b3:101d", "15b3:101e", "mlx5_core", "mlx5_core", 16)]
    public void Known_pairs(string name, string pf, string vf, string driver, string vfDriver, int total)
    {
        Assert.True(DeviceCatalogue.TryGet(name, out CatalogueDevice device));
        Assert.Equal(pf, $"{device.VendorId:x4}:{device.DeviceId:x4}");
        Assert.Equal(vf, $"{device.VendorId:x4}:{device.Virtual!.DeviceId:x4}");
        Assert.Equal((driver, vfDriver, total), (device.Driver, device.Virtual.Driver, device.Virtual.TotalVfs));
    }

    [Fact]
    public void One_vf_id_may_serve_several_cards_and_a_gpu_has_the_ids_of_its_vfs()
    {
        Assert.True(DeviceCatalogue.IsOnlyVirtualFunctionId(0x15b3, 0x101e));
        Assert.False(DeviceCatalogue.IsOnlyVirtualFunctionId(0x10de, 0x20b5));
        Assert.False(DeviceCatalogue.IsOnlyVirtualFunctionId(0x8086, 0x10fb));
    }
}
