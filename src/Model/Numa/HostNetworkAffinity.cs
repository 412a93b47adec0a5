using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// Which NUMA nodes of a host its networks are near: the options <c>numa_nodes</c> of <c>[neutron_physnet_NAME]</c> and
/// <c>[neutron_tunnel]</c>.
/// </summary>
/// <param name="Physnets">Physical networks with their NUMA nodes, each network once.</param>
/// <param name="TunnelNodes">NUMA nodes near tunnelled networks.</param>
public sealed record HostNetworkAffinity(ImmutableArray<(string Physnet, ImmutableArray<int> Nodes)> Physnets, ImmutableArray<int> TunnelNodes)
{
    /// <summary>A host that says nothing about its networks.</summary>
    public static HostNetworkAffinity None { get; } = new([], []);
}
