using Model.Pci;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>What is measured of one PCI device, across restarts of the compute service that tracks it.</summary>
internal sealed class DeviceMeter(PciDevice device)
{
    private TimeWeighted _busy;
    private string? _countedAs;

    /// <summary>The device as the present service tracks it.</summary>
    public PciDevice Device { get; set; } = device;

    /// <summary>Whether the device has left the host or its configuration.</summary>
    public bool IsGone { get; set; }

    /// <summary>How often it was given to a server.</summary>
    public int Assignments { get; private set; }

    /// <summary>Looks whether a server has the device now. Devices that Placement does not know are counted by their kind.</summary>
    public void Observe(TimeSpan now, RunObserver observer)
    {
        bool isBusy = !IsGone && Device.InstanceUuid is not null;
        if (isBusy == (_busy.Value > 0))
        {
            return;
        }

        _busy.Set(now, isBusy ? 1 : 0);
        if (isBusy)
        {
            Assignments++;
            _countedAs = Device.ProviderUuid is null ? HostClaims.UnreportedLabel(Device) : null;
        }

        if (_countedAs is not null)
        {
            observer.Used(_countedAs, isBusy ? 1 : -1);
        }
    }

    /// <summary>The share of the time in which a server had it.</summary>
    public double BusyShare(TimeSpan end) => _busy.MeanUntil(end);
}
