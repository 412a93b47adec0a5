using System.Globalization;
using Model.Pci;

namespace Model.Hardware;

/// <summary>
/// Turns hardware into libvirt's report. Rules from <c>nova/virt/libvirt/host.py</c>: a function with an SR-IOV capability is
/// <c>type-PF</c> even without VFs; a VF with a vDPA device is <c>vdpa</c>; only a plain VF gets network, SR-IOV and its PF's
/// vital product data.
/// </summary>
internal static class HypervisorView
{
    public static HypervisorPciDevice[] Of(HostHardware host)
    {
        List<HypervisorPciDevice> devices = [];
        foreach (PciFunction function in host.PciFunctions)
        {
            devices.Add(Of(host, function));
        }

        foreach (UnaddressablePciDevice device in host.UnaddressableDevices)
        {
            devices.Add(new HypervisorPciDevice(
                device.Address, Id(device.VendorId), Id(device.DeviceId), PciDeviceType.Pci, null, device.NumaNode));
        }

        return [.. devices];
    }

    private static HypervisorPciDevice Of(HostHardware host, PciFunction function)
    {
        PciDeviceType type = function.Kind switch
        {
            PciFunctionKind.PhysicalFunction => PciDeviceType.Pf,
            PciFunctionKind.VirtualFunction => function.HasVdpaDevice ? PciDeviceType.Vdpa : PciDeviceType.Vf,
            _ => PciDeviceType.Pci,
        };
        string? parent = function.PhysicalFunction?.ToString();
        HypervisorPciDevice device = new(
            function.Address.ToString(), Id(function.VendorId), Id(function.DeviceId), type, parent, function.NumaNode)
        {
            CardSerialNumber = function.SerialNumber,
            NetworkInterfaces = function.NetworkDevices.Select(net => net.Name).ToArray(),
            MacAddress = type == PciDeviceType.Pf ? FirstMac(function) : null,
        };
        return function.PhysicalFunction is PciAddress pf && host.TryGetFunction(pf, out PciFunction physical)
            ? WithParentFacts(device, function, physical)
            : device;
    }

    private static HypervisorPciDevice WithParentFacts(HypervisorPciDevice device, PciFunction function, PciFunction physical)
    {
        bool ownsInterface = function.NetworkDevices.Count > 0;
        if (ownsInterface && physical.NetworkDevices.Count > 0)
        {
            device = device with { ParentInterface = physical.NetworkDevices[0].Name };
        }

        if (device.DevType != PciDeviceType.Vf)
        {
            return device;
        }

        string? pfMac = FirstMac(physical);
        return device with
        {
            CardSerialNumber = function.SerialNumber ?? physical.SerialNumber,
            NetworkFeatures = ownsInterface ? UsualFeatures : [],
            PfMacAddress = pfMac,
            VfNumber = pfMac is null ? null : function.VfIndex,
        };
    }

    // What libvirt lists for the common NIC drivers; sysfs does not tell, and Nova only stores it.
    private static readonly string[] UsualFeatures = ["rx", "tx", "sg", "tso", "gso", "gro", "rxvlan", "txvlan", "rxhash"];

    private static string? FirstMac(PciFunction function) =>
        function.NetworkDevices.Count > 0 && function.NetworkDevices[0].MacAddress.Length > 0
            ? function.NetworkDevices[0].MacAddress
            : null;

    private static string Id(int id) => id.ToString("x4", CultureInfo.InvariantCulture);
}
