using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Attaches a port to a server (<c>nova/compute/manager.py</c>, attach_interface). The API waits for the compute, so every refusal reaches the
/// caller. A device that is attached like this belongs to no request group in Placement, and the saved request never hears of it.
/// </summary>
internal sealed class AttachFlow(FlowContext context) : InterfaceFlow(context, "attach_interface")
{
    /// <inheritdoc/>
    protected override bool WaitsForAnswer => true;

    /// <inheritdoc/>
    protected override IEnumerable<Event> OnHost(Server server, ServerPort port, ComputeHost host, FlowOutcome outcome)
    {
        yield return Context.Wait(TimingCatalog.Claim, server);
        Instance instance = server.Instance;
        IReadOnlyList<PciRequest> requests = [];
        if (MoveParts.Attempt(() => requests = Claim(server, port, host)) is { } refusal)
        {
            outcome.Refuse(400, refusal);
            Context.Settle(server, host);
            yield break;
        }

        yield return Context.Wait(TimingCatalog.Attach, server);
        if (server.Ports.Contains(port))
        {
            // Of a port without devices nothing could be seen before.
            outcome.Refuse(400, InUse(port));
            Context.Settle(server, host);
            yield break;
        }

        instance.PciRequests = [.. instance.PciRequests, .. requests];
        server.Ports = [.. server.Ports, port];
        NovaException? error = instance.VmState == VmState.Deleted
            ? new NovaException("InstanceNotFound", $"Instance {server.Record.Name} could not be found.")
            : Neutron.Bind(server, host) ?? Context.Hooks.FaultAt(FaultPoint.Attach, host, server);
        if (error is null)
        {
            host.Tracker.AllocatePci(instance);
        }
        else
        {
            Neutron.Remove(server, port);
            Return(server, host, requests);
            outcome.Refuse(400, new NovaException("InterfaceAttachFailed", $"Failed to attach network adapter device to {server.Record.Name}"));
        }

        Context.Settle(server, host);
    }

    /// <inheritdoc/>
    protected override void Accept(Server server, ServerPort port, FlowOutcome outcome)
    {
        if (port.Server is not null)
        {
            outcome.Refuse(400, InUse(port));
        }
        else if (!Context.Cloud.Controller.Release.Features.FlowAttachSriov && Model.Networking.VnicTypes.IsSriov(port.Port.VnicType ?? ""))
        {
            outcome.Refuse(400, new NovaException(
                "AttachSRIOVPortNotSupported", $"'Attach SR-IOV port {port.Port.Id}' is not supported."));
        }
    }

    private IReadOnlyList<PciRequest> Claim(Server server, ServerPort port, ComputeHost host)
    {
        Instance instance = server.Instance;
        PciRules rules = PciRules.Of(Context.Cloud.Controller.Release.Features);
        PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(instance.Flavor, instance.Image, rules);
        IReadOnlyList<PciRequest> requests = Context.Cloud.Neutron.RequestsOf(port, policy);
        if (server.Ports.Contains(port) || IsClaimed(requests, server, host))
        {
            // Two calls for one port passed the API together. In Nova the second waits for the lock of server and port and then finds the port
            // bound (nova/compute/manager.py, attach_interface; nova/network/neutron.py, allocate_for_instance); here it need not wait.
            throw InUse(port);
        }

        try
        {
            if (requests.Count > 0 && host.Tracker.ClaimPci(instance, requests, instance.Numa).Count == 0)
            {
                throw new NovaException("InterfaceAttachFailed", $"Failed to attach network adapter device to {server.Record.Name}");
            }
        }
        catch (NovaException refusal) when (refusal.Name == "PciDeviceRequestFailed")
        {
            throw new NovaException("InterfaceAttachPciClaimFailed", $"Failed to claim PCI device for {server.Record.Name} during interface attach");
        }

        return requests;
    }

    private static NovaException InUse(ServerPort port) => new("PortInUse", $"Port {port.Port.Id} is still in use.");

    private static bool IsClaimed(IReadOnlyList<PciRequest> requests, Server server, ComputeHost host) =>
        HostClaims.DevicesOf(host, server).Any(device => requests.Any(request => request.RequestId == device.RequestId));

    private static void Return(Server server, ComputeHost host, IReadOnlyList<PciRequest> requests)
    {
        Instance instance = server.Instance;
        instance.PciRequests = [.. instance.PciRequests.Except(requests)];
        foreach (PciDevice device in HostClaims.DevicesOf(host, server))
        {
            if (requests.Any(request => request.RequestId == device.RequestId))
            {
                host.Tracker.FreePci(instance, device.Address);
            }
        }
    }
}
