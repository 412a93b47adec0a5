using Model.Hardware;
using Model.Servers;
using Simulator.Metrics;

namespace Simulator.Flows.Faults;

/// <summary>Keeps the books of devices that fail and of the servers that have them.</summary>
internal sealed class DeviceBook
{
    private readonly Dictionary<string, List<Loss>> _losses = new(StringComparer.Ordinal);
    private readonly Durations _down = new();
    private readonly Durations _hit = new();
    private TimeWeighted _missing;
    private int _open;
    private int _hits;
    private int _given;

    /// <summary>Failures in the order of time.</summary>
    public List<DeviceFault> Faults { get; } = [];

    /// <summary>Servers that operators moved away.</summary>
    public int Moved { get; set; }

    /// <summary>Servers that they tried to move in vain.</summary>
    public int NotMoved { get; set; }

    /// <summary>Guests that did not start.</summary>
    public int StartsRefused { get; set; }

    /// <summary>A device fails.</summary>
    public void Failed(DeviceFault fault)
    {
        Faults.Add(fault);
        _missing.Set(fault.At, _missing.Value + fault.Functions.Count);
    }

    /// <summary>A server has a function that works no more.</summary>
    /// <param name="fault">The failure.</param>
    /// <param name="server">The server.</param>
    /// <param name="address">The function.</param>
    /// <param name="now">When.</param>
    /// <param name="wasBroken">Whether it did not work when the server got it.</param>
    public void Hit(DeviceFault fault, Server server, string address, TimeSpan now, bool wasBroken = false)
    {
        if (!_losses.TryGetValue(server.Uuid, out List<Loss>? losses))
        {
            losses = [];
            _losses.Add(server.Uuid, losses);
        }

        if (losses.Exists(loss => loss.Fault == fault && loss.Address == address))
        {
            return;
        }

        losses.Add(new Loss(fault, address, now));
        _open++;
        _hits++;
        _given += wasBroken ? 1 : 0;
        if (!fault.Servers.Contains(server.Record.Name))
        {
            fault.Servers.Add(server.Record.Name);
        }
    }

    /// <summary>A guest starts: it may have been given devices that are there and do not work.</summary>
    public void Started(Server server, ComputeHost host, IReadOnlyList<InstanceDevice> devices, TimeSpan now)
    {
        foreach (InstanceDevice device in devices)
        {
            if (device.Host == host.Name && host.Bus.IsBroken(device.Address))
            {
                PciAddress address = PciAddress.Parse(device.Address);
                DeviceFault fault = Faults.FindLast(fault => fault.Host == host && fault.BackAt is null && fault.Functions.Contains(address))!;
                Hit(fault, server, device.Address, now, wasBroken: true);
            }
        }
    }

    /// <summary>Looks whether a server has left the devices that it lost.</summary>
    public void Review(Server server, TimeSpan now)
    {
        if (_losses.TryGetValue(server.Uuid, out List<Loss>? losses))
        {
            End(losses, now, loss => server.Instance.IsDeleted || server.Instance.Host != loss.Fault.Host.Name
                || !HostClaims.DevicesOf(loss.Fault.Host, server).Any(device => device.Address == loss.Address));
        }
    }

    /// <summary>A device is back.</summary>
    /// <param name="fault">The failure.</param>
    /// <param name="works">Whether there is a function at an address that a server had.</param>
    /// <param name="now">When.</param>
    public void Back(DeviceFault fault, Func<string, bool> works, TimeSpan now)
    {
        fault.BackAt = now;
        _missing.Set(now, _missing.Value - fault.Functions.Count);
        _down.Add(now - fault.At);

        // order-free: every server's losses end at the same instant, and durations are summed up.
        foreach (List<Loss> losses in _losses.Values)
        {
            End(losses, now, loss => loss.Fault == fault && works(loss.Address));
        }
    }

    /// <summary>The totals.</summary>
    public DeviceFaultFigures ToFigures(TimeSpan end) => new(
        Faults.Count,
        Faults.Count(fault => fault.Replacement.Length > 0),
        Faults.Sum(fault => fault.Functions.Count),
        _missing.MeanUntil(end),
        _hits,
        _given,
        Moved,
        NotMoved,
        _open,
        StartsRefused,
        Faults.Count(fault => fault.Refusal.Length > 0),
        Quantiles.Of(_down),
        Quantiles.Of(_hit));

    private void End(List<Loss> losses, TimeSpan now, Predicate<Loss> isOver)
    {
        for (int i = losses.Count - 1; i >= 0; i--)
        {
            if (isOver(losses[i]))
            {
                _hit.Add(now - losses[i].Since);
                _open--;
                losses.RemoveAt(i);
            }
        }
    }

    /// <summary>A function that a server has and that does not work.</summary>
    private sealed record Loss(DeviceFault Fault, string Address, TimeSpan Since);
}
