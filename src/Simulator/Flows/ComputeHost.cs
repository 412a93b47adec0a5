using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Scheduling;
using Simulator.Flows.Faults;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>A compute host while a run goes on: its compute service, its providers and what is measured of it.</summary>
internal sealed class ComputeHost
{
    private readonly SortedDictionary<string, DeviceMeter> _meters = new(StringComparer.Ordinal);
    private HostState? _spareState;
    private readonly SortedDictionary<int, NumaMeter> _nodes = [];
    private bool _isUsed;
    private TimeWeighted _vcpus;
    private TimeWeighted _memoryMb;
    private TimeWeighted _dedicatedCpus;
    private TimeWeighted _diskGb;
    private TimeWeighted _pci;

    /// <summary>A host whose compute service has started.</summary>
    public ComputeHost(HostDefinition definition, ResourceTracker tracker)
    {
        Definition = definition;
        Tracker = tracker;
        Devices = [];
        Serve(tracker);
    }

    /// <summary>The host as the scenario describes it.</summary>
    public HostDefinition Definition { get; set; }

    /// <summary>What has become of its PCI devices since it was built.</summary>
    public HostBus Bus { get; } = new();

    /// <summary>Host name.</summary>
    public string Name => Definition.Name;

    /// <summary>The compute service's resource tracker; the last one's while the service is stopped.</summary>
    public ResourceTracker Tracker { get; private set; }

    /// <summary>Whether an operator has disabled the compute service.</summary>
    public bool IsDisabled
    {
        get;
        set
        {
            field = value;
            Tracker.IsDisabled = value;
            Published?.Invoke();
        }
    }

    /// <summary>Called after every change of the node's record or of the service's state.</summary>
    public Action? Published { get; set; }

    /// <summary>What the compute service is doing, in the order in which it began.</summary>
    public List<Workplace> Works { get; } = [];

    /// <summary>Called when the hypervisor goes down with all its guests.</summary>
    public event Action? Crashed;

    /// <summary>How often the hypervisor went down.</summary>
    public int Crashes { get; private set; }

    /// <summary>How often the compute service has stopped or started: what it was doing does not outlive it.</summary>
    public int Incarnation { get; private set; }

    /// <summary>Whether the compute service runs: calls to a stopped one are lost.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Whether an operator has declared the compute service down.</summary>
    public bool IsForcedDown
    {
        get;
        set
        {
            field = value;
            Published?.Invoke();
        }
    }

    /// <summary>When the compute service stopped.</summary>
    public TimeSpan StoppedAt { get; private set; }

    /// <summary>How often the compute service has stopped: what was under way in it ends with it.</summary>
    public int Stops { get; private set; }

    /// <summary>What changed it last.</summary>
    public HostTouch LastTouch { get; set; }

    /// <summary>Whether something happened here that only an audit sets right.</summary>
    public bool AwaitsAudit { get; set; }

    /// <summary>Claims the compute service refused.</summary>
    public int ClaimsRefused { get; set; }

    /// <summary>Servers that ever ran here.</summary>
    public int ServersTotal { get; set; }

    /// <summary>The aggregates that hold the host, in the order of the scenario.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; init; } = [];

    /// <summary>Images of the guests on the host by uuid; look-up only.</summary>
    public Dictionary<string, Image?> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Tracked devices in ascending order of address.</summary>
    public IReadOnlyList<PciDevice> Devices { get; private set; }

    /// <summary>What is measured of each device that ever was here, in ascending order of address.</summary>
    public IEnumerable<DeviceMeter> Meters => _meters.Values;

    /// <summary>The state of the compute service as schedulers see it.</summary>
    public ServiceState Service => new()
    {
        Reporting = IsRunning,
        LastSeen = IsRunning ? null : StoppedAt,
        Disabled = IsDisabled,
        ForcedDown = IsForcedDown,
    };

    /// <summary>Place of the host in the cloud's order.</summary>
    public int Place { get; set; }

    /// <summary>What a scheduler believes of the host at the start of a request, as the database describes it now.</summary>
    public HostState BorrowState() => BorrowState(Tracker.Record, Service);

    /// <summary>What a scheduler believes of the host at the start of a request, as it learnt some time ago.</summary>
    public HostState BorrowState(ComputeNodeRecord record, ServiceState service)
    {
        if (_spareState is not { } state)
        {
            return StateOf(this, record, service);
        }

        _spareState = null;
        state.Renew(record, service);
        return state;
    }

    /// <summary>A host as somebody who learnt of it some time ago believes it to be; guests are known at once.</summary>
    public static HostState StateOf(ComputeHost host, ComputeNodeRecord record, ServiceState service) =>
        new(record, service) { Aggregates = host.Aggregates, Instances = host.Images };

    /// <summary>Takes back a state that nobody looks at any more, for the next request.</summary>
    public void ReturnState(HostState state) => _spareState = state;

    /// <summary>
    /// The compute service stops, and what it was doing is cut off at this very instant; guests, devices and allocations stay on record.
    /// </summary>
    /// <param name="now">When.</param>
    /// <param name="isHost">Whether the whole host stops, which breaks the hypervisor's jobs; the service alone leaves them as they are.</param>
    public void Stop(TimeSpan now, bool isHost)
    {
        IsRunning = false;
        Incarnation++;
        StoppedAt = now;
        Stops++;
        Published?.Invoke();
        foreach (Workplace work in Works)
        {
            // A process that waits for nothing any more has been told already.
            if (work.Process is { Target: not null } process)
            {
                process.Interrupt();
            }
        }

        if (isHost)
        {
            Crashes++;
            Crashed?.Invoke();
        }
    }

    /// <summary>A compute service has started, with its own tracker.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(Tracker))]
    public void Serve(ResourceTracker tracker)
    {
        tracker.IsDisabled = IsDisabled;
        Incarnation++;
        Tracker = tracker;
        IsRunning = true;
        IsForcedDown = false;
        tracker.Published = () => Published?.Invoke();
        TakeDevices();
    }

    /// <summary>The tracker's devices, as they are since the service started or a device that was kept for its server has left.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(Devices))]
    private void TakeDevices()
    {
        Devices = [.. Tracker.Pci.Devices.OrderBy(device => device.Address, StringComparer.Ordinal)];

        // order-free: every meter gets the same mark.
        foreach (DeviceMeter meter in _meters.Values)
        {
            meter.IsGone = true;
        }

        foreach (PciDevice device in Devices)
        {
            if (_meters.TryGetValue(device.Address, out DeviceMeter? meter))
            {
                meter.Device = device;
                meter.IsGone = false;
            }
            else
            {
                _meters.Add(device.Address, new DeviceMeter(device));
            }
        }
    }

    /// <summary>Measures the use of the host after a change.</summary>
    public void Observe(TimeSpan now, RunObserver observer)
    {
        if (Tracker.Pci.Devices.Count != Devices.Count)
        {
            TakeDevices();
        }

        _vcpus.Set(now, Tracker.VcpusUsed);
        _memoryMb.Set(now, Tracker.MemoryUsedMb - Tracker.Inventory.ReservedMemoryMb);
        _dedicatedCpus.Set(now, (Tracker.Numa?.Cells ?? []).Sum(cell => cell.PinnedCpus.Count));
        _diskGb.Set(now, Tracker.DiskUsedMb / 1024.0);
        _pci.Set(now, Devices.Count(device => device.InstanceUuid is not null));
        if (_isUsed != Tracker.GuestCount > 0)
        {
            _isUsed = !_isUsed;
            observer.HostUsed(_isUsed);
        }

        foreach (HostNumaCell cell in Tracker.Numa?.Cells ?? [])
        {
            if (!_nodes.TryGetValue(cell.Id, out NumaMeter? node))
            {
                _nodes.Add(cell.Id, node = new NumaMeter());
            }

            node.Observe(now, cell);
        }

        foreach (DeviceMeter meter in _meters.Values)
        {
            meter.Observe(now, observer);
        }
    }

    /// <summary>The host's row in the results.</summary>
    public HostRow ToRow(TimeSpan end) => new()
    {
        Host = Name,
        Hardware = Definition.HardwareName,
        Rack = Definition.Rack ?? "",
        AvailabilityZone = Definition.AvailabilityZone,
        Vcpus = VcpuCapacity,
        VcpusUsedMean = _vcpus.MeanUntil(end),
        VcpusUsedEnd = _vcpus.Value,
        MemoryMib = MemoryCapacityMb,
        MemoryMibUsedMean = _memoryMb.MeanUntil(end),
        MemoryMibUsedEnd = _memoryMb.Value,
        DedicatedCpus = Tracker.Inventory.DedicatedCpus,
        DedicatedCpusUsedMean = _dedicatedCpus.MeanUntil(end),
        DedicatedCpusUsedEnd = _dedicatedCpus.Value,
        DiskGib = (Tracker.Inventory.DiskGb - Tracker.Inventory.ReservedDiskGb) * Tracker.Inventory.DiskAllocationRatio,
        DiskGibUsedMean = _diskGb.MeanUntil(end),
        DiskGibUsedEnd = _diskGb.Value,
        PciDevices = Devices.Count,
        PciUsedMean = _pci.MeanUntil(end),
        PciUsedEnd = _pci.Value,
        ServersEnd = Tracker.GuestCount,
        ServersTotal = ServersTotal,
        ClaimsRefused = ClaimsRefused,
    };

    /// <summary>The rows of the host's NUMA nodes in the results, in the order of Nova's books.</summary>
    public IEnumerable<NumaRow> NumaRows(TimeSpan end) => (Tracker.Numa?.Cells ?? [])
        .Select(cell => (_nodes.GetValueOrDefault(cell.Id) ?? new NumaMeter()).ToRow(this, cell, end));

    /// <summary>Virtual CPUs that can be given out: floating ones at the allocation ratio, pinned ones as they are.</summary>
    public double VcpuCapacity =>
        ((Tracker.Inventory.SharedCpus - Tracker.Inventory.ReservedCpus) * Tracker.Inventory.CpuAllocationRatio) + Tracker.Inventory.DedicatedCpus;

    /// <summary>Memory that can be given out, in MiB.</summary>
    public double MemoryCapacityMb => (Tracker.Inventory.MemoryMb - Tracker.Inventory.ReservedMemoryMb) * Tracker.Inventory.RamAllocationRatio;
}
