using Model.Hardware;
using Model.Hardware.Building;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class HostTreeRendererTests
{
    [Fact]
    public void Draws_nodes_cards_and_ranges_of_virtual_functions()
    {
        HostTemplate template = new()
        {
            Sockets = 2,
            CoresPerNode = 4,
            ThreadsPerCore = 2,
            MemoryPerNodeBytes = 64L << 30,
            HugePagesPerNode = [new HugePages(1 << 20, 32)],
            Pci =
            [
                new PciGroup { Device = "nvidia-a40", Count = 2, Spread = PciSpread.Socket, SriovEnabled = false },
                new PciGroup
                {
                    Device = "mellanox-connectx-6-dx",
                    SerialPrefix = "MT",
                    Vfs = new PciVfGroup { Count = 8, Driver = "mlx5_vfio_pci" },
                },
                new PciGroup { Device = "intel-p4500", Spread = PciSpread.None },
                new PciGroup { VendorId = 0x8086, DeviceId = 0x0b60, ClassCode = 0x010802, Address = "10000:e1:00.0" },
            ],
        };

        const string expected = """
            2 sockets, 8 cores, 16 threads, 2 NUMA nodes, 128 GiB
            IOMMU: intel_iommu=on, VT-d enabled: passthrough possible
            NUMA node 0: socket 0, 8 CPUs 0-3,8-11, 64 GiB, 32 huge pages of 1 GiB, distances 10 21
            NUMA node 1: socket 1, 8 CPUs 4-7,12-15, 64 GiB, 32 huge pages of 1 GiB, distances 21 10
            pci0000:00
            +- 00:01.0 PCI bridge: [8086:2030], NUMA 0, pcieport, to bus 01
            |  \- 01:00.0 3D controller: NVIDIA A40 [10de:2235], NUMA 0, nvidia
            \- 00:02.0 PCI bridge: [8086:2030], NUMA 0, pcieport, to bus 02
               \- 02:00.0 Ethernet controller: NVIDIA ConnectX-6 Dx [15b3:101d], NUMA 0, mlx5_core, enp2s0, serial MT0000, PF, 8 of 16 VFs
                  \- 02:00.2-02:01.1 (8 VFs) [15b3:101e], NUMA 0, mlx5_vfio_pci
            pci0000:40
            \- 40:01.0 PCI bridge: [8086:2030], NUMA 1, pcieport, to bus 41
               \- 41:00.0 3D controller: NVIDIA A40 [10de:2235], NUMA 1, nvidia
            pci0000:80
            \- 80:01.0 PCI bridge: [8086:2030], no NUMA node, pcieport, to bus 81
               \- 81:00.0 Non-volatile memory controller: Intel P4500-class NVMe [8086:0a54], no NUMA node, nvme
            ignored by Nova (beyond FFFF:FF:1F.7):
              10000:e1:00.0 Non-volatile memory controller [8086:0b60]

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), HostTreeRenderer.Render(HostBuilder.Build(template).Hardware));
    }
}
