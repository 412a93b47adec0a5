namespace Simulator.Fuzzing;

/// <summary>Equal PCI cards of a host in a drawn case.</summary>
/// <param name="Kind">gpu, nvme or nic.</param>
/// <param name="Count">Number of cards, 1 or more.</param>
/// <param name="Vfs">nic: virtual functions of each; 0 for the other kinds.</param>
/// <param name="Spread">How the cards are dealt over NUMA nodes, as scenarios spell it.</param>
internal sealed record FuzzCard(string Kind, int Count, int Vfs, string Spread);
