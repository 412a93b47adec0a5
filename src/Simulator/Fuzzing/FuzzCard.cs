namespace Simulator.Fuzzing;

/// <summary>A PCI card of a host in a drawn case.</summary>
/// <param name="Kind">gpu, nvme, nic, vdpa or dpu.</param>
/// <param name="Bus">PCI bus, 1 or more; the card is the bus's only one.</param>
/// <param name="Vfs">nic, vdpa and dpu: virtual functions; 0 for the other kinds.</param>
/// <param name="Node">NUMA node, from 0; null for none.</param>
internal sealed record FuzzCard(string Kind, int Bus, int Vfs, int? Node)
{
    /// <summary>Address of its first function.</summary>
    public string Address => FormattableString.Invariant($"0000:{Bus:x2}:00.0");
}
