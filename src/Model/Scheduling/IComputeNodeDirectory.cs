namespace Model.Scheduling;

/// <summary>Finds compute nodes by name, for requests that name a host or node (Nova: <c>get_compute_nodes_by_host_or_node</c>).</summary>
public interface IComputeNodeDirectory
{
    /// <summary>The nodes of a host, or the node of a name, or both; empty when there is none. Letter case matters.</summary>
    /// <param name="host">The host, or null for any.</param>
    /// <param name="node">The node, or null for all of the host's; at least one of the two is given.</param>
    /// <param name="cell">The only cell to look in, or null for all.</param>
    IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell);
}
