using Model;
using Model.Pci;

namespace Simulator.Flows;

/// <summary>The compute service's part of a boot and a delete: claims and releases, each of which updates Placement.</summary>
internal static class HostClaims
{
    /// <summary>Claims what a new or unshelved server needs on a host.</summary>
    /// <returns>The refusal, or null when it was claimed.</returns>
    public static NovaException? Claim(this ComputeHost host, FlowContext context, Server server, HostSelection selection)
    {
        try
        {
            if (selection.Providers.Count > 0)
            {
                server.Instance.PciRequests = PciRequestBinding.Bind(server.Instance.PciRequests, selection.Providers);
            }

            host.Tracker.Claim(server.Instance, selection.NumaLimits);
            host.Place(server);
            return null;
        }
        catch (NovaException refusal)
        {
            host.ClaimsRefused++;
            return refusal;
        }
        finally
        {
            context.Changed(host);
        }
    }

    /// <summary>A sentence about the guard that kept the host's devices from a server whose claim was just refused, or nothing.</summary>
    public static string Guard(this ComputeHost host, Server server, HostSelection selection)
    {
        IReadOnlyList<PciRequest> requests = PciRequestBinding.Bind(server.PciRequests, selection.Providers);
        host.Tracker.Pci.Stats.Supports(requests, null, null, out IReadOnlyList<PciRequestReport> reports);
        return reports.FirstOrDefault(report => report.RefusedBy is not null) is { } report ? $" {report}." : string.Empty;
    }

    /// <summary>Notes that a server is on the host now, for the results and for schedulers, who hear of it by message.</summary>
    public static void Place(this ComputeHost host, Server server)
    {
        server.Record.Host = host.Name;
        server.Record.Devices = [.. DevicesOf(host, server).Select(device => device.Address)];
        host.ServersTotal++;
        host.Images[server.Uuid] = server.Instance.Image;
    }

    /// <summary>The devices that the host's service counts as the server's, in ascending order of address.</summary>
    public static IReadOnlyList<PciDevice> DevicesOf(ComputeHost host, Server server) =>
        [.. host.Devices.Where(device => device.InstanceUuid == server.Uuid)];

    /// <summary>Gives back what a server holds on its host after its build failed.</summary>
    public static void Abort(this ComputeHost host, FlowContext context, Server server)
    {
        try
        {
            if (server.Instance.Host == host.Name)
            {
                host.Tracker.AbortClaim(server.Instance);
            }
        }
        catch (NovaException)
        {
            // Nova logs it and lets the next audit set it right.
            context.Audits.Await(host);
        }

        host.Images.Remove(server.Uuid);
        Neutron.Unbind(server, host);
        context.Changed(host);
    }

    /// <summary>The label under which the use of devices outside Placement is measured.</summary>
    public static string UnreportedLabel(PciDevice device) => $"PCI {device.VendorId}:{device.ProductId} {device.DevType.ToName()}";
}
