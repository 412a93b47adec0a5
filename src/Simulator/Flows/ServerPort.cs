using Model.Networking;

namespace Simulator.Flows;

/// <summary>A Neutron port while a run goes on.</summary>
/// <param name="port">The port before it is bound; its id is its name.</param>
/// <param name="network">Its network.</param>
internal sealed class ServerPort(Port port, Network network)
{
    /// <summary>The port as its creator made it.</summary>
    public Port Port { get; } = port;

    /// <summary>Its network.</summary>
    public Network Network { get; } = network;

    /// <summary>The port as a host sees it.</summary>
    public GuestPort Guest { get; } = GuestPort.Of(port, network);

    /// <summary>The server that has it (<c>device_id</c>), or null.</summary>
    public Server? Server { get; set; }

    /// <summary>The host it is bound to, or null.</summary>
    public ComputeHost? Host { get; set; }

    /// <summary>What its binding says of its device; null while it is not bound, and for a port without a device.</summary>
    public BindingProfile? Profile { get; set; }

    /// <summary>Whether what is bound lets traffic through.</summary>
    public bool CarriesTraffic { get; set; }
}
