using System.Globalization;

namespace Model.Hardware.Building;

/// <summary>Turns a template's groups into cards: fills in defaults, checks them and deals the cards over the nodes.</summary>
internal static class PciCards
{
    private const int MaxCards = 1024;

    public static List<PciCard> Of(HostTemplate template)
    {
        List<PciCard> cards = [];
        foreach (PciGroup group in template.Pci)
        {
            if (group.Address is not null && !PciAddress.TryParse(group.Address, out _))
            {
                continue; // outside Nova's limits: see Unaddressable
            }

            PciCard model = Resolve(group);
            for (int i = 0; i < group.Count; i++)
            {
                cards.Add(model with { Index = i, NumaNode = NodeOf(template, group, i) });
            }

            Require(cards.Count <= MaxCards, $"a host can have at most {MaxCards} PCI cards");
        }

        return cards;
    }

    public static List<UnaddressablePciDevice> Unaddressable(HostTemplate template)
    {
        List<UnaddressablePciDevice> devices = [];
        foreach (PciGroup group in template.Pci)
        {
            if (group.Address is string address && !PciAddress.TryParse(address, out _))
            {
                Require(
                    PciAddressText.TrySplit(address, out _),
                    $"pci group {Label(group)}: '{address}' is not a PCI address; expected DDDD:BB:SS.F in hexadecimal");
                PciCard card = Resolve(group);
                devices.Add(new UnaddressablePciDevice(
                    address.ToLowerInvariant(), card.VendorId, card.DeviceId, card.ClassCode, group.NumaNode, card.Driver));
            }
        }

        return devices;
    }

    private static PciCard Resolve(PciGroup group)
    {
        string label = Label(group);
        CatalogueDevice? known = null;
        if (group.Device is not null)
        {
            Require(DeviceCatalogue.TryGet(group.Device, out known!), $"pci group {label}: the device catalogue has no '{group.Device}'");
        }

        bool named = group.Device is not null || (group.VendorId is not null && group.DeviceId is not null);
        Require(named, $"pci group {label}: needs a device or an id");
        int vendor = group.VendorId ?? known!.VendorId;
        int device = group.DeviceId ?? known!.DeviceId;
        if (known is null && DeviceCatalogue.TryGet(vendor, device, out CatalogueDevice byId))
        {
            known = byId;
        }

        Require(vendor is >= 0 and <= 0xFFFF && device is >= 0 and <= 0xFFFF, $"pci group {label}: ids are 0–FFFF");
        Require(group.Count >= 1 && group.Count <= MaxCards, $"pci group {label}: count must be 1–{MaxCards}");
        Require(group.Ports is >= 1 and <= 8, $"pci group {label}: ports must be 1–8");
        bool single = group.Address is null || group.Count == 1;
        Require(single, $"pci group {label}: an address is for a single card, but count is {group.Count}");
        SriovCapability? sriov = Sriov(group, known, vendor, label);
        return new PciCard
        {
            Group = group,
            Index = 0,
            VendorId = vendor,
            DeviceId = device,
            ClassCode = group.ClassCode ?? known?.ClassCode ?? GuessClass(vendor, sriov is not null),
            Driver = Driver(group.Driver, known?.Driver),
            Sriov = sriov,
            VfDriver = Driver(group.Vfs?.Driver, known?.Virtual?.Driver),
            NumaNode = null,
            Address = group.Address is not null && PciAddress.TryParse(group.Address, out PciAddress address) ? address : null,
        };
    }

    private static SriovCapability? Sriov(PciGroup group, CatalogueDevice? known, int vendor, string label)
    {
        if (!group.SriovEnabled)
        {
            Require(group.Vfs is null || group.Vfs.Count == 0, $"pci group {label}: VFs need SR-IOV, which is switched off");
            return null;
        }

        // Plain ids say nothing of SR-IOV; a catalogue name stands for the whole card.
        if (group.Vfs is not PciVfGroup vfs)
        {
            return group.Device is not null && known?.Virtual is CatalogueVirtualFunctions usual
                ? new SriovCapability(usual.TotalVfs, 0, Math.Max(usual.Offset, group.Ports), usual.Stride, usual.DeviceId)
                : null;
        }

        Require(vfs.VendorId is null || vfs.VendorId == vendor, $"pci group {label}: VFs have their PF's vendor id");
        int? deviceId = vfs.DeviceId ?? known?.Virtual?.DeviceId;
        Require(deviceId is >= 0 and <= 0xFFFF, $"pci group {label}: vfs need an id (0–FFFF)");
        int total = vfs.Total ?? Math.Max(known?.Virtual?.TotalVfs ?? 0, vfs.Count);
        Require(total is >= 1 and <= 0xFFFF, $"pci group {label}: vfs total is {total}; expected 1–65535");
        Require(vfs.Count >= 0 && vfs.Count <= total, $"pci group {label}: {vfs.Count} VFs on a PF, but its total is {total}");
        int offset = vfs.Offset ?? Math.Max(known?.Virtual?.Offset ?? 0, group.Ports);
        int stride = vfs.Stride ?? known?.Virtual?.Stride ?? 1;
        Require(offset is >= 1 and <= 0xFFFF && stride is >= 1 and <= 0xFFFF, $"pci group {label}: vfs offset and stride are 1–65535");
        return new SriovCapability(total, vfs.Count, offset, stride, deviceId!.Value);
    }

    private static int? NodeOf(HostTemplate template, PciGroup group, int index)
    {
        int nodes = template.Sockets * template.NumaNodesPerSocket;
        switch (group.Spread)
        {
            case PciSpread.None:
                return null;
            case PciSpread.Node:
                Require(
                    group.NumaNode is int node && node >= 0 && node < nodes,
                    $"pci group {Label(group)}: node {group.NumaNode} is not one of the host's NUMA nodes 0–{nodes - 1}");
                return group.NumaNode;
            case PciSpread.Socket:
                int socket = index % template.Sockets;
                return (socket * template.NumaNodesPerSocket) + (index / template.Sockets % template.NumaNodesPerSocket);
            default:
                return index % nodes;
        }
    }

    private static int GuessClass(int vendor, bool sriov) => vendor switch
    {
        0x10de or 0x1002 => 0x030200, // 3D controller
        0x15b3 or 0x1137 or 0x14e4 => 0x020000, // Ethernet
        0x144d => 0x010802, // NVMe
        _ => sriov ? 0x020000 : 0x120000, // processing accelerator
    };

    private static string? Driver(string? given, string? usual) => given switch
    {
        null => usual,
        "" or "none" => null,
        _ => given,
    };

    private static string Label(PciGroup group) =>
        group.Device ?? string.Create(CultureInfo.InvariantCulture, $"{group.VendorId:x4}:{group.DeviceId:x4}");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new HardwareException(message);
        }
    }
}
