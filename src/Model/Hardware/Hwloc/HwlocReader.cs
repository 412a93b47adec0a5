using System.Globalization;
using System.Xml;
using Model.Hardware.Sysfs;

namespace Model.Hardware.Hwloc;

/// <summary>Walks hwloc's XML once, without recursion, and collects what the model knows.</summary>
internal sealed class HwlocReader(XmlReader reader, string name)
{
    private const int MaxDepth = 512;
    private static readonly HwlocFrame Top = new() { Package = -1, Core = -1, Node = null, Function = -1, NumaNode = -1 };

    private readonly List<(int Id, long Memory, List<HugePages> Pages)> _nodes = [];
    private readonly List<(int Id, int Package, int Core, int? Node)> _units = [];
    private readonly HwlocDistances _distances = new();
    private int _cores;
    private bool _newOsDeviceTypes;

    public List<PciFunction> Functions { get; } = [];

    public List<UnaddressablePciDevice> Outside { get; } = [];

    public IEnumerable<LogicalCpu> Cpus
    {
        get
        {
            if (_units.Count == 0)
            {
                throw new HardwareException(
                    $"{name} describes no CPUs (objects of type PU); expected a whole machine from lstopo --of xml");
            }

            // hwloc's core numbers repeat on processors made of several dies, so cores are numbered within their package.
            foreach (IGrouping<int, (int Id, int Package, int Core, int? Node)> package in _units.GroupBy(unit => unit.Package))
            {
                int[] cores = package.Select(unit => unit.Core).Distinct().Order().ToArray();
                foreach ((int id, int number, int core, int? node) in package)
                {
                    yield return new LogicalCpu(id, number, Array.BinarySearch(cores, core), node ?? (_nodes.Count > 0 ? _nodes[0].Id : 0));
                }
            }
        }
    }

    public IEnumerable<NumaNode> Nodes()
    {
        if (_nodes.Count == 0)
        {
            return [new NumaNode(0, 0, [], [])];
        }

        int[] ids = _nodes.Select(node => node.Id).Order().ToArray();
        return _nodes.Select(node => new NumaNode(
            node.Id, node.Memory, node.Pages.OrderBy(page => page.SizeKiB).ToValueList(), _distances.Of(node.Id, ids)));
    }

    public void ReadAll()
    {
        string version = reader.GetAttribute("version") ?? "1";
        string main = version.Split('.')[0];
        _newOsDeviceTypes = int.TryParse(main, NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= 3;
        Stack<HwlocFrame> open = new([Top]);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.TryPop(out _);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                if (open.Count > MaxDepth)
                {
                    throw new HardwareException($"{name} nests more than {MaxDepth} elements; hwloc's topologies do not");
                }

                bool empty = reader.IsEmptyElement;
                HwlocFrame frame = Enter(open.TryPeek(out HwlocFrame above) ? above : Top);
                if (!empty)
                {
                    open.Push(frame);
                }
            }
            else if (reader.NodeType == XmlNodeType.Text)
            {
                _distances.Text(reader.Value);
            }
        }
    }

    private HwlocFrame Enter(HwlocFrame above)
    {
        switch (reader.LocalName)
        {
            case "object":
                return EnterObject(above);
            case "info" when above.Interface is string net && reader.GetAttribute("name") == "Address":
                AddInterface(above.Function, net, reader.GetAttribute("value") ?? "");
                return above;
            case "page_type" when above.NumaNode >= 0:
                long size = Number("size") / 1024;
                if (size > 4)
                {
                    _nodes[above.NumaNode].Pages.Add(new HugePages(size, Number("count")));
                }

                return above;
            default:
                _distances.Element(reader);
                return above;
        }
    }

    private HwlocFrame EnterObject(HwlocFrame above)
    {
        HwlocFrame frame = above with { Interface = null, NumaNode = -1 };
        string type = reader.GetAttribute("type") ?? "";
        if (reader.GetAttribute("nodeset") is string nodes)
        {
            SortedSet<int> set = CpuSets.TryParseMask(nodes, out SortedSet<int> parsed) ? parsed : throw Bad("nodeset", nodes, "a mask");
            frame = frame with { Node = set.Count == 1 ? set.Min : null };
        }

        switch (type)
        {
            case "Package" or "Socket":
                return frame with { Package = (int)Number("os_index", 0) };
            case "Core":
                return frame with { Core = _cores++ };
            case "NUMANode" or "Node":
                _nodes.Add(((int)Number("os_index", 0), Number("local_memory"), []));
                return frame with { NumaNode = _nodes.Count - 1, Node = _nodes[^1].Id };
            case "PU":
                int core = frame.Core >= 0 ? frame.Core : _cores++;
                _units.Add(((int)Number("os_index", 0), Math.Max(frame.Package, 0), core, frame.Node));
                return frame;
            case "Bridge" when !(reader.GetAttribute("bridge_type") ?? "").StartsWith('1'):
                return frame with { Root = Root(), Parent = null };
            case "Bridge" or "PCIDev":
                return EnterFunction(frame);
            case "OSDev" when above.Function >= 0 && IsNetwork((int)Number("osdev_type", 0)):
                string net = reader.GetAttribute("name") ?? "";
                AddInterface(above.Function, net, "");
                return frame with { Interface = net };
            default:
                return frame;
        }
    }

    private HwlocFrame EnterFunction(HwlocFrame frame)
    {
        string busId = reader.GetAttribute("pci_busid") ?? throw Bad("pci_busid", "", "DDDD:BB:SS.F");
        string text = reader.GetAttribute("pci_type") ?? "";
        if (!HwlocPciType.TryParse(text, out HwlocPciType ids))
        {
            throw Bad("pci_type", text, "CLASS [VENDOR:DEVICE] [SUBVENDOR:SUBDEVICE] REVISION");
        }

        if (!PciAddress.TryParse(busId, out PciAddress address))
        {
            if (!PciAddressText.TrySplit(busId, out _))
            {
                throw Bad("pci_busid", busId, "DDDD:BB:SS.F");
            }

            Outside.Add(new UnaddressablePciDevice(busId, ids.Vendor, ids.Device, ids.ClassCode, frame.Node, null));
            return frame with { Function = -1, Root = null, Parent = null };
        }

        BridgeBuses? buses = reader.GetAttribute("type") == "Bridge" ? Buses() : null;
        Functions.Add(new PciFunction
        {
            Address = address,
            Root = frame.Root ?? new PciRootComplex(address.Domain, address.Bus),
            Parent = frame.Parent,
            VendorId = ids.Vendor,
            DeviceId = ids.Device,
            SubsystemVendorId = ids.SubsystemVendor,
            SubsystemId = ids.Subsystem,
            ClassCode = ids.ClassCode,
            Revision = ids.Revision,
            NumaNode = frame.Node,
            Bridge = buses,
        });
        return frame with { Function = Functions.Count - 1, Root = Functions[^1].Root, Parent = address };
    }

    // bridge_pci="0000:[2b-3b]": the buses behind; for a root complex the first is the root bus.
    private BridgeBuses Buses()
    {
        string text = reader.GetAttribute("bridge_pci") ?? "";
        return HwlocPciType.TryBuses(text, out _, out BridgeBuses buses) ? buses : throw Bad("bridge_pci", text, "DDDD:[BB-BB]");
    }

    private PciRootComplex? Root()
    {
        string text = reader.GetAttribute("bridge_pci") ?? "";
        if (!HwlocPciType.TryBuses(text, out long domain, out BridgeBuses buses))
        {
            throw Bad("bridge_pci", text, "DDDD:[BB-BB]");
        }

        return domain <= PciAddress.DomainMax ? new PciRootComplex((int)domain, buses.Secondary) : null;
    }

    private void AddInterface(int function, string net, string mac)
    {
        PciFunction found = Functions[function];
        Functions[function] = found with
        {
            NetworkDevices = found.NetworkDevices.Where(other => other.Name != net)
                .Append(new NetworkDevice(net, mac.Trim()))
                .OrderBy(other => other.Name, StringComparer.Ordinal)
                .ToValueList(),
        };
    }

    // Version 3 has flags (network 16, InfiniBand 32 beside it), earlier versions a number (network 2).
    private bool IsNetwork(int type) => _newOsDeviceTypes ? (type & 48) == 16 : type == 2;

    private long Number(string attribute, long? fallback = null)
    {
        string? text = reader.GetAttribute(attribute);
        if (text is null)
        {
            return fallback ?? 0;
        }

        long most = fallback is null ? long.MaxValue : int.MaxValue;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
            ? value
            : throw Bad(attribute, text, "a number");
    }

    private HardwareException Bad(string attribute, string found, string expected)
    {
        int line = (reader as IXmlLineInfo)?.LineNumber ?? 0;
        return new HardwareException($"{name}:{line}: {attribute}=\"{found}\"; expected {expected}");
    }
}
