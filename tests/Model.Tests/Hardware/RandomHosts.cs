using CsCheck;
using Model.Hardware;
using Model.Hardware.Building;

namespace Model.Tests.Hardware;

/// <summary>Random machines for property tests; templates that do not fit a machine are left out.</summary>
internal static class RandomHosts
{
    private static readonly string?[] Drivers = [null, "none", "vfio-pci", "mlx5_core"];
    private static readonly string[] Domains = ["0000", "0001", "ffff", "10000"];

    private static readonly Gen<PciVfGroup> Vfs =
        from total in Gen.Int[1, 70]
        from count in Gen.Int[0, total]
        from offset in Gen.Int[8, 140]
        from stride in Gen.Int[1, 4]
        from driver in Gen.Int[0, Drivers.Length - 1].Select(i => Drivers[i])
        from vdpa in Gen.Bool
        select new PciVfGroup
        {
            DeviceId = 0x101e,
            Count = count,
            Total = total,
            Offset = offset,
            Stride = stride,
            Driver = driver,
            Vdpa = vdpa,
        };

    private static readonly Gen<PciGroup> Group =
        from device in Gen.Int[0, DeviceCatalogue.All.Count]
        from count in Gen.Int[1, 4]
        from ports in Gen.Int[1, 4]
        from spread in Gen.Enum<PciSpread>()
        from vfs in Vfs
        from own in Gen.Bool
        from serial in Gen.Bool
        from sriov in Gen.Bool
        select device == DeviceCatalogue.All.Count
            ? new PciGroup
            {
                VendorId = 0x1234,
                DeviceId = 0xabcd,
                ClassCode = 0x020001,
                Count = count,
                Ports = ports,
                Spread = spread,
                NumaNode = 0,
                Driver = "some_driver",
                SerialPrefix = serial ? "MT2" : null,
                Vfs = vfs,
            }
            : new PciGroup
            {
                Device = DeviceCatalogue.All[device].Name,
                Count = count,
                Ports = ports,
                Spread = spread,
                NumaNode = 0,
                SerialPrefix = serial ? "A b" : null,
                SriovEnabled = sriov || own,
                Vfs = own ? vfs : null,
            };

    private static readonly Gen<PciGroup> Placed =
        from domain in Gen.Int[0, Domains.Length - 1].Select(i => Domains[i])
        from bus in Gen.Int[0, 255]
        from vfs in Vfs
        select new PciGroup
        {
            Device = "mellanox-connectx-5",
            Address = $"{domain}:{bus:x2}:00.0",
            Vfs = vfs,
        };

    private static readonly Gen<HostTemplate> Template =
        from sockets in Gen.Int[1, 4]
        from nodes in Gen.Int[1, 2]
        from cores in Gen.Int[1, 5]
        from threads in Gen.Int[1, 2]
        from mebibytes in Gen.Int[64, 4096]
        from pages in Gen.Int[0, 32]
        from kernel in Gen.Enum<IommuKind>()
        from firmware in Gen.Bool
        from groups in Group.List[0, 4]
        from placed in Placed.List[0, 2]
        select new HostTemplate
        {
            Sockets = sockets,
            NumaNodesPerSocket = nodes,
            CoresPerNode = cores,
            ThreadsPerCore = threads,
            MemoryPerNodeBytes = (long)mebibytes << 20,
            HugePagesPerNode = pages == 0 ? [] : [new HugePages(2048, pages)],
            Iommu = new IommuState(kernel, firmware),
            Pci = [.. groups, .. placed],
        };

    /// <summary>Machines that the builder accepts.</summary>
    public static Gen<HostHardware> Hosts { get; } = Template
        .Select(TryBuild)
        .Where(host => host is not null)
        .Select(host => host!);

    private static HostHardware? TryBuild(HostTemplate template)
    {
        try
        {
            return HostBuilder.Build(template).Hardware;
        }
        catch (HardwareException)
        {
            return null; // addresses that clash, too many buses: HostBuilderTests looks at those
        }
    }
}
