using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Attaches a port to a server (<c>nova/compute/manager.py</c>, attach_interface). The API waits for the compute, so every refusal reaches the
/// caller. A device that is attached like this belongs to no request group in Placement, and the saved request never hears of it.
/// </summary>
internal sealed class AttachFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="port">The port, which no server has.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, ServerPort port, FlowOutcome outcome) =>
        context.Operation(server, Steps(server, port, outcome));

    private IEnumerable<Event> Steps(Server server, ServerPort port, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!Accept(server, port, outcome) || server.Host is not { } host)
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Reaches("attach_interface", host, server))
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Claim, server);
        Instance instance = server.Instance;
        IReadOnlyList<PciRequest> requests = [];
        if (MoveParts.Attempt(() => requests = Claim(server, port, host)) is { } refusal)
        {
            outcome.Refuse(400, refusal);
            context.Settle(server, host);
            yield break;
        }

        instance.PciRequests = [.. instance.PciRequests, .. requests];
        server.Ports = [.. server.Ports, port];
        yield return context.Wait(TimingCatalog.Attach, server);
        NovaException? error = Neutron.Bind(server, host) ?? context.FaultAt(FaultPoint.Attach, host, server);
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

        context.Settle(server, host);
    }

    private bool Accept(Server server, ServerPort port, FlowOutcome outcome)
    {
        if (!outcome.Allows(server, "attach_interface", VmState.Active, VmState.Stopped))
        {
            return false;
        }

        if (server.Host is null)
        {
            outcome.Refuse(409, new NovaException("InstanceNotReady", $"Instance {server.Record.Name} is not ready"));
        }
        else if (port.Server is not null)
        {
            outcome.Refuse(400, new NovaException("PortInUse", $"Port {port.Port.Id} is still in use."));
        }
        else if (!context.Cloud.Scenario.Release.Features.FlowAttachSriov && Model.Networking.VnicTypes.IsSriov(port.Port.VnicType ?? ""))
        {
            outcome.Refuse(400, new NovaException(
                "AttachSRIOVPortNotSupported", $"'Attach SR-IOV port {port.Port.Id}' is not supported."));
        }

        return outcome.Refusal is null;
    }

    private IReadOnlyList<PciRequest> Claim(Server server, ServerPort port, ComputeHost host)
    {
        Instance instance = server.Instance;
        PciRules rules = PciRules.Of(context.Cloud.Scenario.Release.Features);
        PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(instance.Flavor, instance.Image, rules);
        IReadOnlyList<PciRequest> requests = context.Cloud.Neutron.RequestsOf(port, policy);
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
