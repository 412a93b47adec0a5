using Model.Networking;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts with remote-managed ports (on a DPU) when a requested port is one.</summary>
public sealed class RemoteManagedPorts : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "remote_managed_ports_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        foreach (RequestedNetwork network in request.RequestedNetworks ?? [])
        {
            if (!string.IsNullOrEmpty(network.Port) && context.Networks!.Port(network.Port).VnicType == VnicTypes.RemoteManaged)
            {
                request.RootRequired.Add("COMPUTE_REMOTE_MANAGED_PORTS");
            }
        }

        return true;
    }
}
