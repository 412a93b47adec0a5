using Model;
using Model.Compute.Libvirt;
using Model.Configuration;
using Model.Networking;
using Model.Numa;
using Model.Pci;
using Model.Scheduling;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// The network service: networks, ports and their bindings, and what Nova makes of them (<c>nova/network/neutron.py</c>). Networks are not
/// routed, and several segments of a network count, as with Neutron's ML2 plugin.
/// </summary>
internal sealed class Neutron : INetworkDirectory
{
    private readonly NovaRelease _release;
    private readonly Dictionary<string, Network> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServerPort> _byName = new(StringComparer.Ordinal);
    private readonly List<ServerPort> _ports = [];

    /// <summary>Makes the scenario's networks and named ports.</summary>
    public Neutron(Scenario scenario)
    {
        _release = scenario.Release;
        foreach (Network network in scenario.Networks)
        {
            _networks.Add(network.Id, network);
        }

        foreach (PortDefinition port in scenario.Ports)
        {
            Add(port, port.Name!);
        }
    }

    /// <summary>The ports of a new server: named ones as they are, others made now.</summary>
    public IReadOnlyList<ServerPort> PortsOf(ServerRequest request)
    {
        IReadOnlyList<PortDefinition> wanted = request.Networks.Ports;
        ServerPort[] ports = new ServerPort[wanted.Count];
        for (int place = 0; place < ports.Length; place++)
        {
            ports[place] = wanted[place].Name is { } name
                ? _byName[name]
                : Add(wanted[place], NetworkWish.NameOf(request.Name, place + 1));
        }

        return ports;
    }

    /// <summary>What the API checks of a server's ports before anything else.</summary>
    /// <exception cref="NovaException"><c>PortInUse</c>: another server has one of them.</exception>
    public static void CheckFree(Server server)
    {
        foreach (ServerPort port in server.Ports)
        {
            if (port.Server is { } owner && owner != server)
            {
                throw new NovaException("PortInUse", $"Port {port.Port.Id} is still in use.");
            }
        }
    }

    /// <summary>Adds what a server's ports and networks ask for to its PCI requests and networks.</summary>
    /// <param name="server">The server.</param>
    /// <param name="guestPolicy">PCI NUMA affinity of flavor or image.</param>
    /// <exception cref="NovaException">As <see cref="PortRequests.Of"/> and <see cref="PortGates.Check"/>.</exception>
    public void AddRequests(Server server, PciNumaPolicy? guestPolicy)
    {
        IReadOnlyList<string> plain = server.Request.Networks.Networks;
        if (server.Ports.Count + plain.Count == 0)
        {
            return;
        }

        IEnumerable<NetworkRequest> entries = server.Ports
            .Select(port => new NetworkRequest(AsNovaSees(port.Port), port.Network))
            .Concat(plain.Select(network => new NetworkRequest(null, _networks[network])));
        PortRequests requests = PortRequests.Of(entries, guestPolicy, multiProvider: true);
        PortGates.Check(server.Ports.Select(port => port.Port), _release.ServiceVersion);
        server.PciRequests = [.. server.PciRequests, .. requests.PciRequests];
        server.NetworkMetadata = new NumaNetworkMetadata([.. requests.Metadata.PhysicalNetworks], requests.Metadata.IsTunneled);
    }

    /// <summary>The port of that name: a named one of the scenario, or one that was made for a server; null when there is none.</summary>
    public ServerPort? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What one more port asks for; none where it needs no device.</summary>
    /// <exception cref="NovaException">As <see cref="PortRequests.Of"/> and <see cref="PortGates.Check"/>.</exception>
    public IReadOnlyList<PciRequest> RequestsOf(ServerPort port, PciNumaPolicy? guestPolicy)
    {
        PortGates.Check([port.Port], _release.ServiceVersion);
        return PortRequests.Of([new NetworkRequest(AsNovaSees(port.Port), port.Network)], guestPolicy, multiProvider: true).PciRequests;
    }

    /// <summary>Takes one port from a server.</summary>
    public static void Remove(Server server, ServerPort port)
    {
        server.Ports = [.. server.Ports.Where(other => other != port)];
        port.Server = null;
        port.Host = null;
        port.Profile = null;
    }

    /// <summary>What a server with such ports and networks would ask for; nothing is made. Null for a server without a network.</summary>
    /// <exception cref="NovaException">As <see cref="PortRequests.Of"/>.</exception>
    public PortRequests? RequestsOf(NetworkWish wish, PciNumaPolicy? guestPolicy)
    {
        if (wish.Ports.Count + wish.Networks.Count == 0)
        {
            return null;
        }

        IEnumerable<NetworkRequest> entries = wish.Ports
            .Select((port, place) => new NetworkRequest(AsNovaSees(Describe(port, NetworkWish.NameOf("a server", place))), _networks[port.Network]))
            .Concat(wish.Networks.Select(network => new NetworkRequest(null, _networks[network])));
        return PortRequests.Of(entries, guestPolicy, multiProvider: true);
    }

    /// <summary>Binds a server's ports to the host that has claimed its devices.</summary>
    /// <returns>The refusal, or null when all are bound.</returns>
    public static NovaException? Bind(Server server, ComputeHost host)
    {
        if (server.Ports.Count == 0)
        {
            return null;
        }

        try
        {
            CheckFree(server);
            IReadOnlyList<PciDevice> devices = HostClaims.DevicesOf(host, server);
            foreach (ServerPort port in server.Ports)
            {
                Bind(port, server, host, devices.FirstOrDefault(device => device.RequestId == port.Port.Id));
            }

            return null;
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }

    /// <summary>Takes a server's ports from a host, and from the server; those that are bound elsewhere stay.</summary>
    public static void Unbind(Server server, ComputeHost host)
    {
        foreach (ServerPort port in server.Ports.Where(port => port.Server == server && port.Host == host))
        {
            port.Server = null;
            port.Host = null;
            port.Profile = null;
        }
    }

    /// <summary>Takes a server's ports from its host; they remain the server's (<c>cleanup_instance_network_on_host</c>).</summary>
    public static void Offload(Server server)
    {
        foreach (ServerPort port in server.Ports)
        {
            port.Host = null;
            port.Profile = null;
        }
    }

    /// <summary>The interfaces a server asks for, as the scheduler is told of them; null when there are none.</summary>
    public static IReadOnlyList<RequestedNetwork>? Requested(Server server)
    {
        IReadOnlyList<string> plain = server.Request.Networks.Networks;
        return server.Ports.Count + plain.Count == 0
            ? null
            :
            [
                .. server.Ports.Select(port => new RequestedNetwork(port.Port.Id, null)),
                .. plain.Select(network => new RequestedNetwork(null, network)),
            ];
    }

    /// <summary>All ports as they are now: named ones first, then those of servers in the order in which they were asked for.</summary>
    public IReadOnlyList<PortRow> Rows() => [.. _ports.Select(RowOf)];

    /// <inheritdoc/>
    public PortFacts Port(string port) => _byName.TryGetValue(port, out ServerPort? found)
        ? new PortFacts(found.Port.NetworkId, null, found.Port.VnicType ?? VnicTypes.Normal)
        : throw new NovaException("PortNotFound", $"Port id {port} could not be found.");

    /// <inheritdoc/>
    public IReadOnlyList<string> SegmentsOfNetwork(string network) => [];

    /// <inheritdoc/>
    public string? SegmentOfSubnet(string subnet) => null;

    /// <inheritdoc/>
    public IReadOnlyList<string>? AggregatesOfSegment(string segment) => null;

    private static void Bind(ServerPort port, Server server, ComputeHost host, PciDevice? device)
    {
        port.Server = server;
        port.Host = host;
        port.CarriesTraffic = true;
        if (server.Instance.PciRequests.Any(request => request.RequesterId == port.Port.Id))
        {
            port.Profile = BindingProfile.Of(port.Port, device is null ? null : PortDevice.Of(device, host.Tracker.DeviceSpecs));
            port.CarriesTraffic = SpawnPreconditions.CarriesTraffic(
                GuestStart.Describe(host.Tracker.Facts.Hardware, device!, port.Guest));
        }
    }

    private ServerPort Add(PortDefinition definition, string name)
    {
        ServerPort port = new(Describe(definition, name), _networks[definition.Network]);
        _byName.Add(name, port);
        _ports.Add(port);
        return port;
    }

    private static Port Describe(PortDefinition definition, string name) => new()
    {
        Id = name,
        NetworkId = definition.Network,
        VnicType = definition.VnicType,
        Trusted = definition.Trusted,
        NumaPolicy = definition.NumaPolicy,
    };

    private Port AsNovaSees(Port port) => _release.Features.PciNumaPortPolicy ? port : port with { NumaPolicy = null };

    private static PortRow RowOf(ServerPort port) => new()
    {
        Port = port.Port.Id,
        Network = port.Port.NetworkId,
        VnicType = port.Port.VnicType ?? VnicTypes.Normal,
        Server = port.Server?.Record.Name ?? "",
        Host = port.Host?.Name ?? "",
        PciSlot = port.Profile?.Slot ?? "",
        PciVendorInfo = port.Profile?.VendorInfo ?? "",
        PhysicalNetwork = port.Profile?.PhysicalNetwork ?? "",
        CardSerialNumber = port.Profile?.CardSerialNumber ?? "",
        PfMacAddress = port.Profile?.PfMacAddress ?? "",
        VfNum = port.Profile?.VfNumber,
        DeviceMacAddress = port.Profile?.DeviceMacAddress ?? "",
        Capabilities = string.Join(' ', port.Profile?.Capabilities ?? []),
        Trusted = port.Port.Trusted ?? "",
        Traffic = port.Host is null ? "" : port.CarriesTraffic ? "yes" : "no",
    };
}
