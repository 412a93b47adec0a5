using Model.Configuration;

namespace Model.Networking;

/// <summary>Kinds of ports that the API takes only once every compute service is new enough (<c>nova/compute/api.py</c>).</summary>
public static class PortGates
{
    /// <summary>The compute service version since which remote-managed ports can be used.</summary>
    public const int RemoteManagedVersion = 61;

    /// <summary>Refuses ports that some compute service cannot serve.</summary>
    /// <param name="ports">The ports that a new server asks for.</param>
    /// <param name="minimumComputeVersion">The lowest version of all compute services.</param>
    /// <exception cref="NovaException"><c>ForbiddenWithRemoteManagedPorts</c>.</exception>
    public static void Check(IEnumerable<Port> ports, int minimumComputeVersion)
    {
        if (minimumComputeVersion < RemoteManagedVersion && ports.Any(port => port.VnicType == VnicTypes.RemoteManaged))
        {
            throw new NovaException(
                "ForbiddenWithRemoteManagedPorts", "Remote-managed ports are not supported until an upgrade is fully finished.");
        }
    }

    /// <summary>
    /// Why an operation on a server with vDPA ports is refused, or null: such servers stayed where they were and kept their ports until Zed
    /// (<c>nova/compute/api.py</c>, reject_vdpa_instances).
    /// </summary>
    /// <param name="operation">Name of the operation, for the message.</param>
    /// <param name="ports">Ports that the operation is about: the server's, or the one that is attached or detached.</param>
    /// <param name="release">The release.</param>
    public static NovaException? RefusalOfVdpa(string operation, IEnumerable<Port> ports, NovaRelease release) =>
        release.Features.FlowVdpaMoves || !ports.Any(port => port.VnicType == VnicTypes.Vdpa)
            ? null
            : new NovaException(
                "OperationNotSupportedForVDPAInterface", $"Operation '{operation}' not supported for instance with vDPA ports");
}
