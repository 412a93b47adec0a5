using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Detaches a port from a server (<c>nova/compute/manager.py</c>, detach_interface): the guest loses the interface, then the device is given
/// back and its request forgotten.
/// </summary>
internal sealed class DetachFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="port">One of its ports.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, ServerPort port, FlowOutcome outcome) =>
        context.Operation(server, Steps(server, port, outcome));

    private IEnumerable<Event> Steps(Server server, ServerPort port, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "detach_interface", VmState.Active, VmState.Stopped) || server.Host is not { } host)
        {
            yield break;
        }

        if (!server.Ports.Contains(port))
        {
            outcome.Refuse(404, new NovaException("PortNotFound", $"Port {port.Port.Id} is not attached"));
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Reaches("detach_interface", host, server))
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Attach, server);
        Instance instance = server.Instance;
        PciRequest? request = instance.PciRequests.FirstOrDefault(request => request.RequesterId == port.Port.Id);
        InstanceDevice? device = request is null ? null : instance.Devices.FirstOrDefault(device => device.RequestId == request.RequestId);
        if (request is not null && device is null)
        {
            // The API only casts: nobody is told that the device is not found.
            NovaException error = new("InterfaceDetachFailed", $"Failed to detach network adapter device from {server.Record.Name}");
            instance.Fault = error;
            context.Failed("detach_interface", host.Name, error, server);
            yield break;
        }

        Neutron.Remove(server, port);
        if (request is not null)
        {
            host.Tracker.FreePci(instance, device!.Address);
            instance.PciRequests = [.. instance.PciRequests.Where(other => other.RequestId != request.RequestId)];
        }

        context.Settle(server, host);
    }
}
