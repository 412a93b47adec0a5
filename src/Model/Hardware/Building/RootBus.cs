namespace Model.Hardware.Building;

/// <summary>A root complex while buses and root-port slots are handed out.</summary>
internal sealed class RootBus(PciRootComplex root, int limit, int? numaNode)
{
    private const int SlotsUsed = PciAddress.SlotMax; // slots 1–1F: slot 0 stays free for a host bridge
    private readonly HashSet<int> _taken = [];
    private int _nextPort;

    public PciRootComplex Root => root;

    public int? NumaNode => numaNode;

    /// <summary>The first bus that is not ours any more.</summary>
    public int Limit => limit;

    public int NextBus { get; set; } = root.Bus + 1;

    public bool Covers(int domain, int bus) => domain == root.Domain && bus >= root.Bus && bus < limit;

    /// <summary>Marks a place on the root bus as taken by a device.</summary>
    public void Take(PciAddress address) => _taken.Add(address.RoutingId & 0xFF);

    /// <summary>A free place for a root port: one slot each first, further functions when the slots run out.</summary>
    public PciAddress NextPort()
    {
        while (true)
        {
            int slot = 1 + (_nextPort % SlotsUsed);
            int function = _nextPort / SlotsUsed;
            if (function > PciAddress.FunctionMax)
            {
                throw new HardwareException($"root complex {root} has no place for another root port; it holds {SlotsUsed * 8}");
            }

            _nextPort++;
            if (_taken.Add((slot << 3) | function))
            {
                return new PciAddress(root.Domain, root.Bus, slot, function);
            }
        }
    }
}
