using System.Numerics;

namespace Model.Hardware.Building;

/// <summary>
/// Hands out bus numbers as firmware does: each NUMA node has a root complex with a share of the 256 buses, each card a root
/// port and the buses that its highest possible VF reaches. Cards without a node have a root complex of their own. Cards with
/// an address keep it; the others go round them.
/// </summary>
internal sealed class BusPlan
{
    private const int BusCount = PciAddress.BusMax + 1;
    private readonly List<RootBus> _roots = [];
    private readonly HashSet<(int Domain, int Bus)> _reserved = [];
    private readonly Dictionary<(int Domain, int Bus), PciAddress?> _portOfBus = [];
    private readonly IommuKind _platform;

    private BusPlan(IommuKind platform) => _platform = platform;

    /// <summary>The cards in the template's order.</summary>
    public List<PlacedCard> Placed { get; } = [];

    /// <summary>The root ports above them.</summary>
    public List<PciFunction> Ports { get; } = [];

    /// <exception cref="HardwareException">The cards do not fit, or addresses clash.</exception>
    public static BusPlan Of(HostTemplate template, List<PciCard> cards)
    {
        BusPlan plan = new(template.Iommu.Kernel);
        plan.MakeRoots(template.Sockets * template.NumaNodesPerSocket, cards);
        foreach (PciCard card in cards.Where(card => card.Address is not null))
        {
            plan.Reserve(card);
        }

        foreach (PciCard card in cards)
        {
            plan.Placed.Add(card.Address is PciAddress address ? plan.PlaceAt(card, address) : plan.Place(card));
        }

        return plan;
    }

    private void MakeRoots(int nodes, List<PciCard> cards)
    {
        List<(int? Node, int Need)> homes = [];
        for (int node = 0; node < nodes; node++)
        {
            homes.Add((node, Need(cards, node)));
        }

        if (cards.Exists(card => card.Address is null && card.NumaNode is null))
        {
            homes.Add((null, Need(cards, null)));
        }

        int share = 1 << BitOperations.Log2((uint)(BusCount / homes.Count)); // round numbers, as firmware gives
        bool even = homes.TrueForAll(home => home.Need <= share);
        bool packed = homes.Sum(home => home.Need) <= BusCount;
        int next = 0;
        for (int i = 0; i < homes.Count; i++)
        {
            (int? node, int need) = homes[i];
            if (need > BusCount)
            {
                throw new HardwareException($"the PCI cards of NUMA node {node} need {need} buses, VFs included; a domain has {BusCount}");
            }

            // Evenly if that is enough, else back to back, else a domain for each.
            int size = even ? share : packed ? need : BusCount;
            PciRootComplex root = even || packed ? new(0, next) : new(i, 0);
            _roots.Add(new RootBus(root, root.Bus + size, node));
            next += size;
        }
    }

    private static int Need(List<PciCard> cards, int? node) =>
        1 + cards.Where(card => card.Address is null && card.NumaNode == node).Sum(card => card.Buses(0));

    private void Reserve(PciCard card)
    {
        PciAddress first = card.Address!.Value;
        int buses = card.Buses(first.RoutingId & 0xFF);
        for (int bus = first.Bus; bus < first.Bus + buses; bus++)
        {
            _reserved.Add((first.Domain, bus));
        }

        _roots.Find(root => root.Covers(first.Domain, first.Bus) && root.Root.Bus == first.Bus)?.Take(first);
    }

    private PlacedCard Place(PciCard card)
    {
        RootBus root = _roots.Find(candidate => candidate.NumaNode == card.NumaNode)!;
        int buses = card.Buses(0);
        int bus = root.NextBus;
        while (!IsFree(root.Root.Domain, bus, buses))
        {
            bus++;
        }

        if (bus + buses > root.Limit)
        {
            throw new HardwareException(
                $"no {buses} free buses in a row below root complex {root.Root}; the addresses given for other cards are in the way");
        }

        root.NextBus = bus + buses;
        PciAddress port = AddPort(root, bus, bus + buses - 1, card.NumaNode);
        return new PlacedCard(card, new PciAddress(root.Root.Domain, bus, 0, 0), root.Root, port, card.NumaNode);
    }

    private bool IsFree(int domain, int bus, int buses)
    {
        for (int i = 0; i < buses; i++)
        {
            if (_reserved.Contains((domain, bus + i)))
            {
                return false;
            }
        }

        return true;
    }

    private PlacedCard PlaceAt(PciCard card, PciAddress address)
    {
        RootBus? home = _roots.FindLast(root => root.Covers(address.Domain, address.Bus));
        int? node = card.Group.Spread is null ? home?.NumaNode : card.NumaNode;
        if (home is not null && home.Root.Bus == address.Bus)
        {
            return new PlacedCard(card, address, home.Root, null, node);
        }

        if (home is null || home.NumaNode != node)
        {
            // A hierarchy has one locality, so a card elsewhere gets its own.
            PciRootComplex own = new(address.Domain, address.Bus);
            return new PlacedCard(card, address, own, null, node);
        }

        int last = address.Bus + card.Buses(address.RoutingId & 0xFF) - 1;
        if (!_portOfBus.TryGetValue((address.Domain, address.Bus), out PciAddress? port))
        {
            port = AddPort(home, address.Bus, Math.Min(last, PciAddress.BusMax), node);
            _portOfBus[(address.Domain, address.Bus)] = port;
        }
        else
        {
            WidenPort(port!.Value, last);
        }

        return new PlacedCard(card, address, home.Root, port, node);
    }

    private void WidenPort(PciAddress port, int lastBus)
    {
        int index = Ports.FindIndex(function => function.Address == port);
        BridgeBuses buses = Ports[index].Bridge!.Value;
        Ports[index] = Ports[index] with { Bridge = buses with { Subordinate = Math.Max(buses.Subordinate, lastBus) } };
    }

    private PciAddress AddPort(RootBus root, int firstBus, int lastBus, int? node)
    {
        PciAddress address = root.NextPort();
        bool amd = _platform == IommuKind.Amd;
        Ports.Add(new PciFunction
        {
            Address = address,
            Root = root.Root,
            VendorId = amd ? 0x1022 : 0x8086,
            DeviceId = amd ? 0x1483 : 0x2030, // Starship GPP bridge, Sky Lake-E root port
            ClassCode = 0x060400,
            Revision = 4,
            Driver = "pcieport",
            NumaNode = node,
            Bridge = new BridgeBuses(firstBus, lastBus),
        });
        return address;
    }
}
