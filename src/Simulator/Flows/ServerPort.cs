using Model.Networking;

namespace Simulator.Flows;

/// <summary>A Neutron port while a run goes on.</summary>
/// <param name="port">The port before it is bound; its id is its name.</param>
internal sealed class ServerPort(Port port)
{
    /// <summary>The port as its creator made it.</summary>
    public Port Port { get; } = port;

    /// <summary>The server that has it (<c>device_id</c>), or null.</summary>
    public Server? Server { get; set; }

    /// <summary>The host it is bound to, or null.</summary>
    public ComputeHost? Host { get; set; }

    /// <summary>What its binding says of its device; null while it is not bound, and for a port without a device.</summary>
    public BindingProfile? Profile { get; set; }
}
