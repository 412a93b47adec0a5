using Model.Compute;
using Model.Pci;
using Model.Scheduling;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>A compute host while a run goes on: its compute service, its providers and what is measured of it.</summary>
internal sealed class ComputeHost
{
    private readonly ProviderSync _providers;
    private readonly IReadOnlyList<string> _traits;
    private readonly Dictionary<string, int> _deviceIndex = new(StringComparer.Ordinal);
    private HostState? _spareState;
    private TimeWeighted _vcpus;
    private TimeWeighted _memoryMb;
    private TimeWeighted _pci;

    /// <summary>Starts the host's compute service and reports its resources.</summary>
    /// <exception cref="Model.NovaException">nova-compute refuses to start.</exception>
    public ComputeHost(HostDefinition definition, ResourceTracker tracker, ProviderSync providers)
    {
        Definition = definition;
        Tracker = tracker;
        _providers = providers;
        _traits = HostTraits.Of(tracker.Facts, tracker.Pci.Stats.HasRemoteManagedPools());
        Devices = [.. tracker.Pci.Devices.OrderBy(device => device.Address, StringComparer.Ordinal)];
        DeviceUse = new DeviceUse[Devices.Count];
        for (int index = 0; index < Devices.Count; index++)
        {
            _deviceIndex.Add(Devices[index].Address, index);
        }

        UpdateProviders();
    }

    /// <summary>The host as the scenario describes it.</summary>
    public HostDefinition Definition { get; }

    /// <summary>Host name.</summary>
    public string Name => Definition.Name;

    /// <summary>The compute service's resource tracker.</summary>
    public ResourceTracker Tracker { get; }

    /// <summary>Whether an operator has disabled the compute service.</summary>
    public bool IsDisabled
    {
        get;
        set
        {
            field = value;
            Tracker.Published?.Invoke();
        }
    }

    /// <summary>Claims the compute service refused.</summary>
    public int ClaimsRefused { get; set; }

    /// <summary>Servers that ever ran here.</summary>
    public int ServersTotal { get; set; }

    /// <summary>The aggregates that hold the host, in the order of the scenario.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; init; } = [];

    /// <summary>Images of the guests on the host by uuid; look-up only.</summary>
    public Dictionary<string, Image?> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Tracked devices in ascending order of address.</summary>
    public IReadOnlyList<PciDevice> Devices { get; }

    /// <summary>What is measured of each device, in the same order.</summary>
    public DeviceUse[] DeviceUse { get; }

    /// <summary>The state of the compute service as schedulers see it.</summary>
    public ServiceState Service => ServiceState.Running with { Disabled = IsDisabled };

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

    /// <summary>Sends the tracker's view to Placement, as every claim and release does.</summary>
    /// <returns>Whether allocations had to be healed.</returns>
    public bool UpdateProviders()
    {
        ProviderSyncResult result = _providers.Update(Tracker.Inventory, _traits, Tracker.DevicesForPlacement(), []);
        Tracker.BindProviders(result.Assigned);
        return result.Healed;
    }

    /// <summary>Measures the use of the host after a change.</summary>
    public void Observe(TimeSpan now)
    {
        _vcpus.Set(now, Tracker.VcpusUsed);
        _memoryMb.Set(now, Tracker.MemoryUsedMb - Tracker.Inventory.ReservedMemoryMb);
        _pci.Set(now, Devices.Count(device => device.InstanceUuid is not null));
    }

    /// <summary>Measures that a server got devices, or gave them back.</summary>
    public void ObserveDevices(TimeSpan now, IReadOnlyList<PciDevice> devices, bool taken)
    {
        foreach (PciDevice device in devices)
        {
            if (_deviceIndex.TryGetValue(device.Address, out int index))
            {
                DeviceUse[index].Busy.Set(now, taken ? 1 : 0);
                DeviceUse[index].Assignments += taken ? 1 : 0;
            }
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
        PciDevices = Devices.Count,
        PciUsedMean = _pci.MeanUntil(end),
        PciUsedEnd = _pci.Value,
        ServersEnd = Tracker.GuestCount,
        ServersTotal = ServersTotal,
        ClaimsRefused = ClaimsRefused,
    };

    /// <summary>Virtual CPUs that can be given out: floating ones at the allocation ratio, pinned ones as they are.</summary>
    public double VcpuCapacity =>
        ((Tracker.Inventory.SharedCpus - Tracker.Inventory.ReservedCpus) * Tracker.Inventory.CpuAllocationRatio) + Tracker.Inventory.DedicatedCpus;

    /// <summary>Memory that can be given out, in MiB.</summary>
    public double MemoryCapacityMb => (Tracker.Inventory.MemoryMb - Tracker.Inventory.ReservedMemoryMb) * Tracker.Inventory.RamAllocationRatio;
}
