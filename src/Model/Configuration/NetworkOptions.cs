using System.Collections.Immutable;
using Model.Numa;

namespace Model.Configuration;

/// <summary>
/// Which NUMA nodes a compute host's networks are near: <c>[neutron]physnets</c>, and <c>numa_nodes</c> of <c>[neutron_tunnel]</c> and of
/// a section <c>[neutron_physnet_NAME]</c> for each name listed (<c>nova/conf/neutron.py</c>). Immutable.
/// </summary>
public sealed record NetworkOptions
{
    internal const string TunnelGroup = "neutron_tunnel";

    internal const string NetworkGroupPrefix = "neutron_physnet_";

    internal const string NodesName = "numa_nodes";

    /// <summary>The NUMA nodes; a section whose network is not listed has no effect, as in Nova.</summary>
    public HostNetworkAffinity Affinity { get; init; } = HostNetworkAffinity.None;

    internal static NetworkOptions Read(OptionReader reader)
    {
        // Section names are looked up in lower case.
        ImmutableArray<(string Physnet, ImmutableArray<int> Nodes)> physnets =
        [
            .. reader.List("neutron", "physnets").Distinct(StringComparer.Ordinal).Select(name =>
                (name, (ImmutableArray<int>)[.. reader.Integers(NetworkGroupPrefix + name.ToLowerInvariant(), NodesName)])),
        ];
        ImmutableArray<int> tunnels = [.. reader.Integers(TunnelGroup, NodesName)];
        return physnets.IsEmpty && tunnels.IsEmpty
            ? new NetworkOptions()
            : new NetworkOptions { Affinity = new HostNetworkAffinity(physnets, tunnels) };
    }
}
