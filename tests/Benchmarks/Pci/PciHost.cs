using System.Globalization;
using Model.Hardware;
using Model.Pci;

namespace Benchmarks.Pci;

/// <summary>A host with 8 PFs of 64 VFs each on 4 NUMA nodes and 2 sockets; PFs and VFs may both be assigned.</summary>
internal static class PciHost
{
    public const int PfCount = 8;
    public const int VfsPerPf = 64;
    public const int NodeCount = 4;

    /// <summary>The host's cells.</summary>
    public static IReadOnlyList<PciHostCell> Cells { get; } =
        [.. Enumerable.Range(0, NodeCount).Select(node => new PciHostCell(node, node / 2))];

    /// <summary>Everything that the hypervisor reports.</summary>
    public static IReadOnlyList<HypervisorPciDevice> Devices { get; } = [.. Enumerable.Range(0, PfCount).SelectMany(Functions)];

    /// <summary>A service that has just found its devices.</summary>
    public static PciTracker NewTracker()
    {
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(
            ["""{"vendor_id": "15b3", "physical_network": "physnet1"}"""], false, new NoSysfs());
        PciTracker tracker = new(specs, Cells);
        tracker.Report(Devices);
        foreach (PciDevice device in tracker.Devices)
        {
            device.ProviderUuid = $"provider-{device.ParentAddress ?? device.Address}";
        }

        return tracker;
    }

    /// <summary>A flavor's request for VFs.</summary>
    public static PciRequest Vfs(string id, int count, PciNumaPolicy policy) => new()
    {
        RequestId = id,
        Count = count,
        AliasName = "vf",
        NumaPolicy = policy,
        Spec =
        [
            new Dictionary<string, string?>
            {
                [PciTags.VendorId] = "15b3", [PciTags.ProductId] = "101e", [PciTags.DevType] = "type-VF",
            },
        ],
    };

    private static IEnumerable<HypervisorPciDevice> Functions(int pf)
    {
        string bus = (0x10 + (pf * 0x10)).ToString("x2", CultureInfo.InvariantCulture);
        string parent = $"0000:{bus}:00.0";
        int node = pf % NodeCount;
        yield return new HypervisorPciDevice(parent, "15b3", "101d", PciDeviceType.Pf, null, node);
        for (int vf = 0; vf < VfsPerPf; vf++)
        {
            string slot = (1 + (vf / 8)).ToString("x2", CultureInfo.InvariantCulture);
            yield return new HypervisorPciDevice($"0000:{bus}:{slot}.{vf % 8}", "15b3", "101e", PciDeviceType.Vf, parent, node);
        }
    }

    private sealed class NoSysfs : ISysfsFacts
    {
        public bool IsPhysicalFunction(string address) => false;

        public bool TryGetInterface(string name, out string address, out bool isPhysicalFunction)
        {
            (address, isPhysicalFunction) = (string.Empty, false);
            return false;
        }

        public bool TryGetIds(string address, out string vendorId, out string productId)
        {
            (vendorId, productId) = (string.Empty, string.Empty);
            return false;
        }

        public string? VfProductId(string address) => null;
    }
}
