using Model.Pci;
using Model.Python;

namespace Model.Networking;

/// <summary>
/// The PCI devices and networks that a server's ports ask for
/// (<c>nova/network/neutron.py</c>, create_resource_requests). Immutable.
/// </summary>
/// <param name="Metadata">Provider networks and tunnels of the whole guest.</param>
/// <param name="PciRequests">One request per port that needs a device, in the order of the ports. The request's id is the port's.</param>
public sealed record PortRequests(NetworkMetadata Metadata, IReadOnlyList<PciRequest> PciRequests)
{
    /// <summary>Reads the networks that a server asks for.</summary>
    /// <param name="requested">Ports and networks, in the order of the request.</param>
    /// <param name="guestPolicy">PCI NUMA affinity of flavor or image; a port's own goes before it.</param>
    /// <param name="multiProvider">Whether Neutron supports several segments per network (extension <c>multi-provider</c>).</param>
    /// <exception cref="NovaException">
    /// <c>NovaException</c>: a network has segments but none with a provider network. <c>DeviceProfileError</c>: a port wants an
    /// accelerator but names no device profile.
    /// </exception>
    public static PortRequests Of(IEnumerable<NetworkRequest> requested, PciNumaPolicy? guestPolicy, bool multiProvider)
    {
        SortedSet<string> physicalNetworks = new(StringComparer.Ordinal);
        bool tunneled = false;
        List<PciRequest> requests = [];
        foreach (NetworkRequest entry in requested)
        {
            (string? physicalNetwork, bool entryTunneled) = entry.Network is null ? (null, false) : Resolve(entry.Network, multiProvider);
            tunneled |= entryTunneled;
            if (!string.IsNullOrEmpty(physicalNetwork))
            {
                physicalNetworks.Add(physicalNetwork);
            }

            string vnicType = entry.Port?.VnicType ?? VnicTypes.Normal;
            if (entry.Port is { DeviceProfile: null or "" } && VnicTypes.IsAccelerator(vnicType))
            {
                throw new NovaException("DeviceProfileError", $"port {entry.Port.Id} wants an accelerator but has no device profile");
            }

            if (entry.Port is not null && VnicTypes.IsSriov(vnicType))
            {
                requests.Add(DeviceRequest(entry.Port, vnicType, physicalNetwork, guestPolicy));
            }
        }

        return new PortRequests(new NetworkMetadata([.. physicalNetworks], tunneled), requests);
    }

    /// <summary>
    /// The provider network to use and whether the network is tunnelled. Of several segments the first with a provider network
    /// counts, so a mixed network is never tunnelled for Nova.
    /// </summary>
    private static (string? PhysicalNetwork, bool Tunneled) Resolve(Network network, bool multiProvider)
    {
        if (!multiProvider || network.Segments.Count == 0)
        {
            return (network.PhysicalNetwork, network.IsTunneled);
        }

        foreach (NetworkSegment segment in network.Segments)
        {
            if (!string.IsNullOrEmpty(segment.PhysicalNetwork))
            {
                return (segment.PhysicalNetwork, false);
            }
        }

        throw new NovaException("NovaException", $"no segment of network {network.Id} runs on a physical network");
    }

    private static PciRequest DeviceRequest(Port port, string vnicType, string? physicalNetwork, PciNumaPolicy? guestPolicy)
    {
        // Truth values are written as Python writes them; tags compare without regard to letter case. A null physical network
        // is kept: it asks for devices without one.
        Dictionary<string, string?> spec = new(StringComparer.Ordinal)
        {
            ["physical_network"] = physicalNetwork,
            ["remote_managed"] = vnicType == VnicTypes.RemoteManaged ? "True" : "False",
        };
        if (VnicTypes.DeviceType(vnicType) is { } deviceType)
        {
            spec["dev_type"] = deviceType.ToName();
        }

        if (port.Trusted is not null)
        {
            spec["trusted"] = PythonText.IsTrue(port.Trusted) ? "True" : "False";
        }

        return new PciRequest
        {
            RequestId = port.Id,
            RequesterId = port.Id,
            Count = 1,
            Spec = [spec],
            NumaPolicy = port.NumaPolicy ?? guestPolicy,
        };
    }
}
