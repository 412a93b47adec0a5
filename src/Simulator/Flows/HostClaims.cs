using Model;
using Model.Compute;
using Model.Pci;
using Model.Placement;

namespace Simulator.Flows;

/// <summary>The compute service's part of a boot and a delete: claims and releases, each followed by an update of Placement.</summary>
internal static class HostClaims
{
    /// <summary>Claims what a server needs on a host.</summary>
    /// <returns>The refusal, or null when it was claimed.</returns>
    public static NovaException? Claim(this ComputeHost host, FlowContext context, Server server, HostSelection selection)
    {
        GuestClaim claim = new()
        {
            InstanceUuid = server.Uuid,
            Flavor = server.Flavor,
            PciRequests = PciRequestBinding.Bind(server.PciRequests, selection.Providers),
            NumaWish = server.NumaWish,
            NumaLimits = selection.NumaLimits,
        };
        try
        {
            ClaimedGuest guest = host.Tracker.Claim(claim);
            host.ObserveDevices(context.Now, guest.Devices, taken: true);
            ObserveUnreported(host, context, guest.Devices, 1);
            server.Host = host;
            server.Record.Host = host.Name;
            server.Record.Devices = [.. guest.Devices.Select(device => device.Address).Order(StringComparer.Ordinal)];
            host.ServersTotal++;
            host.Images[server.Uuid] = server.Image;
            UpdateProviders(host, context, server);
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

    /// <summary>Gives back what a server holds on its host.</summary>
    public static void Release(this ComputeHost host, FlowContext context, Server server)
    {
        if (host.Tracker.Find(server.Uuid) is not { } guest)
        {
            return;
        }

        host.ObserveDevices(context.Now, guest.Devices, taken: false);
        ObserveUnreported(host, context, guest.Devices, -1);
        host.Tracker.Release(server.Uuid);
        host.Images.Remove(server.Uuid);
        Neutron.Unbind(server, host);
        server.Host = null;
        UpdateProviders(host, context, server);
        context.Changed(host);
    }

    /// <summary>The label under which the use of devices outside Placement is measured.</summary>
    public static string UnreportedLabel(PciDevice device) => $"PCI {device.VendorId}:{device.ProductId} {device.DevType.ToName()}";

    // Devices that are not in Placement are counted by the tracker; the others by their allocations.
    private static void ObserveUnreported(ComputeHost host, FlowContext context, IReadOnlyList<PciDevice> devices, int sign)
    {
        foreach (PciDevice device in devices)
        {
            if (device.ProviderUuid is null)
            {
                context.Observer.Used(UnreportedLabel(device), sign);
            }
        }
    }

    private static void UpdateProviders(ComputeHost host, FlowContext context, Server server)
    {
        IReadOnlyList<ProviderAllocation> before = context.Cloud.Placement.GetAllocations(server.Uuid)?.Allocations ?? [];
        if (host.UpdateProviders())
        {
            // Healing added what the scheduler had not allocated.
            context.Observer.Allocated(before, -1);
            context.Observer.Allocated(context.Cloud.Placement.GetAllocations(server.Uuid)?.Allocations ?? [], 1);
        }
    }
}
