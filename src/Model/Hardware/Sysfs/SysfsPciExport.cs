using System.Globalization;

namespace Model.Hardware.Sysfs;

/// <summary>Writes PCI functions: their folders in the tree, the links to them, drivers, interfaces and SR-IOV relations.</summary>
internal sealed class SysfsPciExport
{
    private readonly HostHardware _host;
    private readonly SysfsOutput _output;
    private readonly Dictionary<PciAddress, string> _places = [];
    private readonly HashSet<(int Domain, int Slot)> _multifunction;
    private readonly int _highestCpu;
    private readonly int[] _allCpus;

    public SysfsPciExport(HostHardware host, SysfsOutput output)
    {
        _host = host;
        _output = output;
        _allCpus = host.Cpus.Select(cpu => cpu.Id).ToArray();
        _highestCpu = _allCpus.Length == 0 ? 0 : _allCpus[^1];
        _multifunction = host.PciFunctions
            .Where(function => function.Address.Function > 0 && function.PhysicalFunction is null)
            .Select(SlotOf)
            .ToHashSet();
    }

    public void Write()
    {
        _output.Directory("sys/bus/pci/devices");
        foreach (PciFunction function in _host.PciFunctions)
        {
            _places[function.Address] = PlaceOf(function);
        }

        foreach (PciFunction function in _host.PciFunctions)
        {
            WriteFunction(function, _places[function.Address]);
        }

        foreach (UnaddressablePciDevice device in _host.UnaddressableDevices)
        {
            string place = $"sys/devices/pci{device.Address[..device.Address.LastIndexOf(':')]}/{device.Address}";
            WriteIds(place, device.Address, device.VendorId, device.DeviceId, device.ClassCode, device.NumaNode, device.Driver);
        }
    }

    private string PlaceOf(PciFunction function)
    {
        string above = function.Parent is PciAddress parent && _host.TryGetFunction(parent, out PciFunction bridge)
            ? PlaceOf(bridge)
            : $"sys/devices/{function.Root}";
        return $"{above}/{function.Address}";
    }

    private void WriteFunction(PciFunction function, string place)
    {
        string address = function.Address.ToString();
        WriteIds(place, address, function.VendorId, function.DeviceId, function.ClassCode, function.NumaNode, function.Driver);
        _output.Hex(place + "/subsystem_vendor", function.SubsystemVendorId, 4);
        _output.Hex(place + "/subsystem_device", function.SubsystemId, 4);
        _output.Hex(place + "/revision", function.Revision, 2);
        bool multifunction = function.Address.Function == 0 && _multifunction.Contains(SlotOf(function));
        _output.Bytes(place + "/config", ConfigSpace.Make(function, multifunction, PortType(function)));
        foreach (NetworkDevice net in function.NetworkDevices)
        {
            _output.Text($"{place}/net/{net.Name}/address", net.MacAddress);
            _output.Link($"sys/class/net/{net.Name}", $"{place}/net/{net.Name}");
        }

        if (function.SerialNumber is string serial)
        {
            _output.Bytes(place + "/vpd", VitalProductData.Make("PCI device", serial));
        }

        if (function.HasVdpaDevice)
        {
            _output.Directory(string.Create(CultureInfo.InvariantCulture, $"{place}/vdpa{function.Address.RoutingId}"));
        }

        WriteSriov(function, place);
    }

    private void WriteSriov(PciFunction function, string place)
    {
        if (function.PhysicalFunction is PciAddress pf)
        {
            _output.Link(place + "/physfn", _places[pf]);
            _output.Link(string.Create(CultureInfo.InvariantCulture, $"{_places[pf]}/virtfn{function.VfIndex}"), place);
        }

        if (function.Sriov is not SriovCapability sriov)
        {
            return;
        }

        _output.Number(place + "/sriov_totalvfs", sriov.TotalVfs);
        _output.Number(place + "/sriov_numvfs", sriov.NumVfs);
        _output.Number(place + "/sriov_drivers_autoprobe", 1);
        if (sriov.Offset > 0 || sriov.Stride > 0)
        {
            _output.Number(place + "/sriov_offset", sriov.Offset);
            _output.Number(place + "/sriov_stride", sriov.Stride);
        }

        if (sriov.VfDeviceId > 0)
        {
            _output.Text(place + "/sriov_vf_device", sriov.VfDeviceId.ToString("x", CultureInfo.InvariantCulture));
        }
    }

    private void WriteIds(string place, string address, int vendor, int device, int classCode, int? node, string? driver)
    {
        _output.Link($"sys/bus/pci/devices/{address}", place);
        _output.Hex(place + "/vendor", vendor, 4);
        _output.Hex(place + "/device", device, 4);
        _output.Hex(place + "/class", classCode, 6);
        _output.Number(place + "/irq", 0);
        _output.Text(place + "/resource", Resources);
        _output.Number(place + "/numa_node", node ?? -1);

        // The kernel calls a device without a node local to every CPU.
        int[] local = node is int id ? _host.CpusOf(id).Select(cpu => cpu.Id).ToArray() : _allCpus;
        _output.CpuSet(place + "/local_cpus", place + "/local_cpulist", local, _highestCpu);
        if (driver is not null)
        {
            _output.Directory($"sys/bus/pci/drivers/{driver}");
            _output.Link($"{place}/driver", $"sys/bus/pci/drivers/{driver}");
            _output.Link($"sys/bus/pci/drivers/{driver}/{address}", place);
        }
    }

    private int PortType(PciFunction function)
    {
        if (function.Bridge is null)
        {
            return 0;
        }

        // Below a root port switches alternate: upstream port, downstream ports.
        int depth = 0;
        for (PciAddress? above = function.Parent; above is PciAddress at && _host.TryGetFunction(at, out PciFunction bridge); depth++)
        {
            above = bridge.Parent;
        }

        return depth == 0 ? 4 : depth % 2 == 1 ? 5 : 6;
    }

    private static (int Domain, int Slot) SlotOf(PciFunction function) => (function.Address.Domain, function.Address.RoutingId >> 3);

    // Six base addresses, the ROM and six more for bridges: none assigned.
    private static readonly string Resources =
        string.Join('\n', Enumerable.Repeat("0x0000000000000000 0x0000000000000000 0x0000000000000000", 13));
}
