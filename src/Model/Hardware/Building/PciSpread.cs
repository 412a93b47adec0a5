namespace Model.Hardware.Building;

/// <summary>How a group's cards are dealt over the machine.</summary>
public enum PciSpread
{
    /// <summary>In turn over all NUMA nodes: card i goes to node i modulo the number of nodes.</summary>
    Numa,

    /// <summary>In turn over the sockets; within a socket in turn over its nodes.</summary>
    Socket,

    /// <summary>To no node: the kernel reports <c>numa_node</c> -1.</summary>
    None,

    /// <summary>All to the node named by <see cref="PciGroup.NumaNode"/>.</summary>
    Node,
}
