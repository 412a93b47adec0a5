namespace Model.Hardware;

/// <summary>One NUMA node of the machine; it may have no CPUs (persistent or high-bandwidth memory).</summary>
/// <param name="Id">The kernel's node number, 0 or more; numbers may have gaps.</param>
/// <param name="MemoryBytes">All memory of the node in bytes (<c>MemTotal</c>), 0 or more.</param>
/// <param name="HugePages">Huge pages by size, ascending.</param>
/// <param name="Distances">The distance to each node of the host, in the order of <see cref="HostHardware.NumaNodes"/>; 10 is local.
/// Empty when the source does not tell.</param>
public sealed record NumaNode(int Id, long MemoryBytes, ValueList<HugePages> HugePages, ValueList<int> Distances);
