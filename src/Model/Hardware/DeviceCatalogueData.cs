namespace Model.Hardware;

/// <summary>
/// The catalogue's rows. Ids and names are from the public PCI id list and the SR-IOV network operator's list of NICs;
/// I350 offset, stride and total were seen on real machines, X710/XXV710/XL710/X722 totals in drivers' documents and captures.
/// The other totals and the offsets are plausible defaults (they depend on firmware), to be overridden where they matter.
/// </summary>
internal static class DeviceCatalogueData
{
    // name | vendor:device | class | driver | VF device | VF driver | total | offset | stride | description
    public const string Rows = """
        intel-82576 | 8086:10c9 | 020000 | igb | 10ca | igbvf | 7 | 128 | 2 | Intel 82576 Gigabit
        intel-i350 | 8086:1521 | 020000 | igb | 1520 | igbvf | 7 | 128 | 4 | Intel I350 Gigabit
        intel-x520 | 8086:10fb | 020000 | ixgbe | 10ed | ixgbevf | 63 | 128 | 2 | Intel 82599ES (X520) 10-Gigabit SFI/SFP+
        intel-x540 | 8086:1528 | 020000 | ixgbe | 1515 | ixgbevf | 63 | 128 | 2 | Intel X540-AT2 10-Gigabit
        intel-x550 | 8086:1563 | 020000 | ixgbe | 1565 | ixgbevf | 63 | 128 | 2 | Intel X550 10-Gigabit
        intel-x710 | 8086:1572 | 020000 | i40e | 154c | iavf | 64 | 16 | 1 | Intel X710 10GbE SFP+
        intel-x710-t | 8086:15ff | 020000 | i40e | 154c | iavf | 64 | 16 | 1 | Intel X710 10GBASE-T
        intel-xl710 | 8086:1583 | 020000 | i40e | 154c | iavf | 64 | 16 | 1 | Intel XL710 40GbE QSFP+
        intel-xxv710 | 8086:158b | 020000 | i40e | 154c | iavf | 64 | 16 | 1 | Intel XXV710 25GbE SFP28
        intel-x722 | 8086:37d2 | 020000 | i40e | 37cd | iavf | 64 | 16 | 1 | Intel X722 10GBASE-T
        intel-e810-c-qsfp | 8086:1592 | 020000 | ice | 1889 | iavf | 128 | 8 | 1 | Intel E810-C QSFP
        intel-e810-c-sfp | 8086:1593 | 020000 | ice | 1889 | iavf | 128 | 8 | 1 | Intel E810-C SFP
        intel-e810-xxv | 8086:159b | 020000 | ice | 1889 | iavf | 128 | 8 | 1 | Intel E810-XXV SFP
        mellanox-connectx-4 | 15b3:1013 | 020000 | mlx5_core | 1014 | mlx5_core | 8 | 2 | 1 | NVIDIA ConnectX-4
        mellanox-connectx-4-lx | 15b3:1015 | 020000 | mlx5_core | 1016 | mlx5_core | 8 | 2 | 1 | NVIDIA ConnectX-4 Lx
        mellanox-connectx-5 | 15b3:1017 | 020000 | mlx5_core | 1018 | mlx5_core | 8 | 2 | 1 | NVIDIA ConnectX-5
        mellanox-connectx-5-ex | 15b3:1019 | 020000 | mlx5_core | 101a | mlx5_core | 8 | 2 | 1 | NVIDIA ConnectX-5 Ex
        mellanox-connectx-6 | 15b3:101b | 020000 | mlx5_core | 101c | mlx5_core | 16 | 2 | 1 | NVIDIA ConnectX-6
        mellanox-connectx-6-dx | 15b3:101d | 020000 | mlx5_core | 101e | mlx5_core | 16 | 2 | 1 | NVIDIA ConnectX-6 Dx
        mellanox-connectx-6-lx | 15b3:101f | 020000 | mlx5_core | 101e | mlx5_core | 16 | 2 | 1 | NVIDIA ConnectX-6 Lx
        mellanox-connectx-7 | 15b3:1021 | 020000 | mlx5_core | 101e | mlx5_core | 16 | 2 | 1 | NVIDIA ConnectX-7
        mellanox-connectx-8 | 15b3:1023 | 020000 | mlx5_core | 101e | mlx5_core | 16 | 2 | 1 | NVIDIA ConnectX-8
        mellanox-bluefield-3 | 15b3:a2dc | 020000 | mlx5_core | 101e | mlx5_core | 16 | 3 | 1 | NVIDIA BlueField-3
        intel-qat-c62x | 8086:37c8 | 0b4000 | c6xx | 37c9 | c6xxvf | 16 | 8 | 1 | Intel QuickAssist C62x
        intel-qat-dh895xcc | 8086:0435 | 0b4000 | dh895xcc | 0443 | dh895xccvf | 32 | 8 | 1 | Intel QuickAssist DH895xCC
        intel-qat-4xxx | 8086:4940 | 0b4000 | 4xxx | 4941 | vfio-pci | 16 | 1 | 1 | Intel QuickAssist 4xxx
        nvidia-p100 | 10de:15f8 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA P100 PCIe 16GB
        nvidia-v100-pcie | 10de:1db4 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA V100 PCIe 16GB
        nvidia-v100-sxm2 | 10de:1db1 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA V100 SXM2 16GB
        nvidia-v100-sxm2-32gb | 10de:1db5 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA V100 SXM2 32GB
        nvidia-v100-sxm3 | 10de:1db8 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA V100 SXM3 32GB
        nvidia-t4 | 10de:1eb8 | 030200 | nvidia | - | - | 0 | 0 | 0 | NVIDIA T4
        nvidia-a100-sxm4-40gb | 10de:20b0 | 030200 | nvidia | 20b0 | nvidia | 16 | 4 | 1 | NVIDIA A100 SXM4 40GB
        nvidia-a100-sxm4-80gb | 10de:20b2 | 030200 | nvidia | 20b2 | nvidia | 16 | 4 | 1 | NVIDIA A100 SXM4 80GB
        nvidia-a100-pcie-40gb | 10de:20f1 | 030200 | nvidia | 20f1 | nvidia | 16 | 4 | 1 | NVIDIA A100 PCIe 40GB
        nvidia-a100-pcie-80gb | 10de:20b5 | 030200 | nvidia | 20b5 | nvidia | 16 | 4 | 1 | NVIDIA A100 PCIe 80GB
        nvidia-a40 | 10de:2235 | 030200 | nvidia | 2235 | nvidia | 32 | 4 | 1 | NVIDIA A40
        nvidia-a10 | 10de:2236 | 030200 | nvidia | 2236 | nvidia | 32 | 4 | 1 | NVIDIA A10
        nvidia-a16 | 10de:25b6 | 030200 | nvidia | 25b6 | nvidia | 16 | 4 | 1 | NVIDIA A2 / A16
        nvidia-l40 | 10de:26b5 | 030200 | nvidia | 26b5 | nvidia | 32 | 4 | 1 | NVIDIA L40
        nvidia-l4 | 10de:27b8 | 030200 | nvidia | 27b8 | nvidia | 32 | 4 | 1 | NVIDIA L4
        nvidia-h100-sxm5 | 10de:2330 | 030200 | nvidia | 2330 | nvidia | 16 | 4 | 1 | NVIDIA H100 SXM5 80GB
        nvidia-h100-pcie | 10de:2331 | 030200 | nvidia | 2331 | nvidia | 16 | 4 | 1 | NVIDIA H100 PCIe
        nvidia-nvswitch-v100 | 10de:1ac2 | 068000 | nvidia-nvswitch | - | - | 0 | 0 | 0 | NVIDIA NVSwitch (V100 generation)
        samsung-pm173x | 144d:a824 | 010802 | nvme | a824 | nvme | 32 | 1 | 1 | Samsung PM173X NVMe
        intel-p4500 | 8086:0a54 | 010802 | nvme | - | - | 0 | 0 | 0 | Intel P4500-class NVMe
        aws-efa | 1d0f:efa0 | 020000 | efa | - | - | 0 | 0 | 0 | AWS Elastic Fabric Adapter
        """;
}
