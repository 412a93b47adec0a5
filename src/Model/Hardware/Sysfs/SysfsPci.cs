using System.Globalization;

namespace Model.Hardware.Sysfs;

/// <summary>Reads the PCI functions below <c>sys/bus/pci/devices</c>.</summary>
internal static class SysfsPci
{
    private const string Folder = "sys/bus/pci/devices";

    public static List<PciFunction> Read(FileTreeView files, List<string> warnings, List<UnaddressablePciDevice> outside)
    {
        List<PciFunction> functions = [];
        SortedDictionary<PciAddress, string> places = [];
        bool flat = false;
        foreach (string name in files.List(Folder))
        {
            if (!PciAddressText.TrySplit(name, out _))
            {
                throw new HardwareException($"{files.Name}: {Folder}/{name} is not named by a PCI address; expected DDDD:BB:SS.F");
            }

            string place = files.Resolve($"{Folder}/{name}")
                ?? throw new HardwareException($"{files.Name}: {Folder}/{name} points to a folder that the capture does not hold");
            if (PciAddress.TryParse(name, out PciAddress address))
            {
                PciFunction function = Function(files, place, address);
                flat |= place == $"{Folder}/{name}";
                places[address] = place;
                functions.Add(function);
            }
            else
            {
                outside.Add(new UnaddressablePciDevice(
                    name,
                    Id(files, place, "vendor"),
                    Id(files, place, "device"),
                    Class(files, place),
                    Node(files, place),
                    Driver(files, place)));
            }
        }

        if (flat)
        {
            warnings.Add($"{Folder} holds copies instead of links: which bridge a function hangs from is not known");
        }

        HangFromKnownParents(functions, places);
        SysfsSriov.Relate(files, places, functions, warnings);
        SriovByIds.Relate(functions, warnings);
        BridgeNumbers.FillIn(functions);
        return functions;
    }

    private static PciFunction Function(FileTreeView files, string place, PciAddress address)
    {
        byte[] config = files.Bytes(place + "/config") ?? [];
        bool header = ConfigSpace.HasHeader(config);
        int classCode = Class(files, place);
        (int Vendor, int Device) subsystem = header ? ConfigSpace.Subsystem(config) : (0, 0);
        return new PciFunction
        {
            Address = address,
            Root = Above(place, address).Root,
            VendorId = Id(files, place, "vendor"),
            DeviceId = Id(files, place, "device"),
            SubsystemVendorId = files.Hex(place + "/subsystem_vendor", 0xFFFF) ?? subsystem.Vendor,
            SubsystemId = files.Hex(place + "/subsystem_device", 0xFFFF) ?? subsystem.Device,
            ClassCode = classCode,
            Revision = files.Hex(place + "/revision", 0xFF) ?? (header ? ConfigSpace.Revision(config) : 0),
            Driver = Driver(files, place),
            NumaNode = Node(files, place),
            Bridge = ConfigSpace.TryBridge(config, out BridgeBuses buses) ? buses
                : !header && classCode >> 8 == 0x0604 ? Buses(files, place)
                : null,
            HasVdpaDevice = files.List(place).Any(name => name.StartsWith("vdpa", StringComparison.Ordinal)),
            SerialNumber = VitalProductData.SerialNumber(files.OptionalBytes(place + "/vpd")),
            NetworkDevices = Network(files, place),
        };
    }

    // Zeros where the kernel does not tell; BridgeNumbers then looks at what is below.
    private static BridgeBuses Buses(FileTreeView files, string place)
    {
        long secondary = files.Number(place + "/secondary_bus_number") ?? 0;
        long subordinate = files.Number(place + "/subordinate_bus_number") ?? 0;
        return secondary is > 0 and <= PciAddress.BusMax && subordinate >= secondary && subordinate <= PciAddress.BusMax
            ? new BridgeBuses((int)secondary, (int)subordinate)
            : new BridgeBuses(0, 0);
    }

    // .../pci0000:5d/0000:5d:02.0/0000:5e:00.0 : the last root complex and the functions below it on the way.
    private static (PciRootComplex Root, List<PciAddress> Functions) Above(string place, PciAddress address)
    {
        PciRootComplex? root = null;
        List<PciAddress> functions = [];
        foreach (string part in place.Split('/').SkipLast(1))
        {
            if (PciAddressText.TryRoot(part, out PciRootComplex found))
            {
                root = found;
                functions.Clear();
            }
            else if (PciAddress.TryParse(part, out PciAddress above))
            {
                functions.Add(above);
            }
        }

        return (root ?? new PciRootComplex(address.Domain, address.Bus), functions);
    }

    // A capture may leave bridges out; then a function hangs from the nearest one that is there.
    private static void HangFromKnownParents(List<PciFunction> functions, SortedDictionary<PciAddress, string> places)
    {
        HashSet<(PciAddress, PciRootComplex)> known = functions.Select(function => (function.Address, function.Root)).ToHashSet();
        for (int i = 0; i < functions.Count; i++)
        {
            PciFunction function = functions[i];
            List<PciAddress> above = Above(places[function.Address], function.Address).Functions;
            int nearest = above.FindLastIndex(parent => known.Contains((parent, function.Root)));
            functions[i] = function with { Parent = nearest < 0 ? null : above[nearest] };
        }
    }

    private static ValueList<NetworkDevice> Network(FileTreeView files, string place) => files.List(place + "/net")
        .Select(name => new NetworkDevice(name, files.Text($"{place}/net/{name}/address") ?? ""))
        .ToValueList();

    private static string? Driver(FileTreeView files, string place)
    {
        string? target = files.LinkTarget(place + "/driver")?.TrimEnd('/');
        return target?[(target.LastIndexOf('/') + 1)..];
    }

    private static int? Node(FileTreeView files, string place)
    {
        long? node = files.Number(place + "/numa_node");
        return node is >= 0 and <= int.MaxValue ? (int)node : null;
    }

    private static int Id(FileTreeView files, string place, string file) =>
        files.Hex($"{place}/{file}", 0xFFFF) ?? throw Missing(files, place, file, "an id such as 0x8086");

    private static int Class(FileTreeView files, string place) =>
        files.Hex(place + "/class", 0xFFFFFF) ?? throw Missing(files, place, "class", "a class such as 0x020000");

    private static HardwareException Missing(FileTreeView files, string place, string file, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{files.Name}: {place}/{file} is missing or empty; expected {expected}"));
}
