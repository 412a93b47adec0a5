using Model;
using Model.Compute.Libvirt;
using Model.Networking;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>What the hypervisor's driver does with guests (<c>nova/virt/libvirt/driver.py</c>), as far as it can go wrong.</summary>
internal static class GuestLife
{
    /// <summary>Defines and starts a guest with the devices that its record has.</summary>
    /// <returns>What went wrong, or null when the guest runs.</returns>
    public static NovaException? Start(FlowContext context, FaultPoint? point, Server server, ComputeHost host) =>
        Start(context, point, server, host, server.Instance.Devices);

    /// <summary>Defines and starts a guest with the given devices.</summary>
    /// <returns>What went wrong, or null when the guest runs.</returns>
    public static NovaException? Start(
        FlowContext context, FaultPoint? point, Server server, ComputeHost host, IReadOnlyList<InstanceDevice> devices)
    {
        if (point is { } place && context.Hooks.FaultAt(place, host, server) is { } fault)
        {
            return fault;
        }

        if (host.Bus.FirstMissing(host.Name, devices) is { } missing)
        {
            context.Observer.DeviceFaults!.StartsRefused++;
            return new NovaException(
                "libvirtError", $"Device {missing} not found: could not access /sys/bus/pci/devices/{missing}/config: No such file or directory");
        }

        try
        {
            server.Instance.DemandOwnRequests(devices);
            GuestPort[] ports = [.. server.Ports.Select(port => port.Guest)];
            SpawnFailure? failure = GuestStart.Check(
                host.Tracker.Facts, server.Instance.Flavor, HostClaims.DevicesOf(host, server), server.Instance.Image, ports);
            if (failure is null)
            {
                server.Instance.HasLostGuest = false;
                context.Observer.DeviceFaults?.Started(server, host, devices, context.Now);
            }

            return failure is null ? null : new NovaException(failure.Exception, failure.Reason);
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }
}
