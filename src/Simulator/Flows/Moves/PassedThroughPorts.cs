using Model.Networking;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// The ports of a guest that migrates live whose devices it drives itself: they are unplugged before the transfer and plugged again behind it, on
/// the destination or, when it failed, on the source (<c>nova/virt/libvirt/driver.py</c>, _detach_direct_passthrough_vifs and
/// _reattach_instance_vifs). Meanwhile they carry no traffic.
/// </summary>
internal sealed class PassedThroughPorts(FlowContext context, Journey journey)
{
    private readonly List<(ServerPort Port, bool CarriedTraffic)> _unplugged = [];

    /// <summary>Takes them out of the guest, one after another.</summary>
    public IEnumerable<Event> Unplug()
    {
        ServerPort[] ports = [.. journey.Server.Ports.Where(port => VnicTypes.IsPassedThrough(port.Port.VnicType ?? VnicTypes.Normal))];
        foreach (ServerPort port in ports)
        {
            if (port.Server == journey.Server && port.Host == journey.Source && !journey.IsGuestGone)
            {
                if (_unplugged.Count == 0)
                {
                    context.Observer.Unplugged(journey.Move);
                }

                _unplugged.Add((port, port.CarriesTraffic));
                port.CarriesTraffic = false;
                yield return context.Wait(TimingCatalog.Attach, journey.Server);
            }
        }
    }

    /// <summary>Plugs them into the guest on the destination, where they are then bound.</summary>
    public IEnumerable<Event> Plug()
    {
        foreach ((ServerPort _, bool _) in _unplugged)
        {
            yield return context.Wait(TimingCatalog.Attach, journey.Server);
        }

        Over();
    }

    /// <summary>Plugs them into the guest on the source, which it has not left.</summary>
    public IEnumerable<Event> PlugBack()
    {
        foreach ((ServerPort port, bool carriedTraffic) in _unplugged)
        {
            if (port.Server == journey.Server && port.Host == journey.Source && !journey.IsGuestGone)
            {
                yield return context.Wait(TimingCatalog.Attach, journey.Server);
                port.CarriesTraffic = carriedTraffic;
            }
        }

        Over();
    }

    private void Over()
    {
        if (_unplugged.Count > 0)
        {
            context.Observer.Plugged(journey.Move);
        }
    }
}
