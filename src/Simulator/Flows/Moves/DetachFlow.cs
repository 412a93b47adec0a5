using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Detaches a port from a server (<c>nova/compute/manager.py</c>, detach_interface): the guest loses the interface, then the device is given
/// back and its request forgotten.
/// </summary>
internal sealed class DetachFlow(FlowContext context) : InterfaceFlow(context, "detach_interface")
{
    /// <inheritdoc/>
    protected override void Accept(Server server, ServerPort port, FlowOutcome outcome)
    {
        if (!server.Ports.Contains(port))
        {
            outcome.Refuse(404, new NovaException("PortNotFound", $"Port {port.Port.Id} is not attached"));
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Event> OnHost(Server server, ServerPort port, ComputeHost host, FlowOutcome outcome)
    {
        yield return Context.Wait(TimingCatalog.Attach, server);
        Instance instance = server.Instance;
        if (instance.VmState == VmState.Deleted)
        {
            Context.Hooks.Failed("detach_interface", host.Name, new NovaException("InterfaceDetachFailed", "The server is gone."), server);
            yield break;
        }

        PciRequest? request = instance.PciRequests.FirstOrDefault(request => request.RequesterId == port.Port.Id);
        InstanceDevice? device = request is null ? null : instance.Devices.FirstOrDefault(device => device.RequestId == request.RequestId);
        if (request is not null && device is null)
        {
            // The API only casts: nobody is told that the device is not found.
            NovaException error = new("InterfaceDetachFailed", $"Failed to detach network adapter device from {server.Record.Name}");
            instance.Fault = error;
            Context.Hooks.Failed("detach_interface", host.Name, error, server);
            yield break;
        }

        Neutron.Remove(server, port);
        if (request is not null)
        {
            host.Tracker.FreePci(instance, device!.Address);
            instance.PciRequests = [.. instance.PciRequests.Where(other => other.RequestId != request.RequestId)];
        }

        Context.Settle(server, host);
    }
}
