using System.Globalization;
using Model.Compute.Libvirt;
using Model.Configuration;
using Model.Hardware;
using Model.Numa;
using Model.Pci;
using Model.Placement.Pci;
using Model.Scheduling;
using Model.Servers;

namespace Model.Compute;

/// <summary>
/// What one nova-compute service believes of its node, and its claims (<c>nova/compute/resource_tracker.py</c>,
/// <c>nova/compute/claims.py</c>). Every successful update publishes a new <see cref="Record"/>, which is what schedulers read, and stores the
/// devices; an update that Placement refuses does neither. A service that restarts is a new tracker with the old one's stored devices.
/// </summary>
/// <remarks>A call that throws leaves the state as far as it got, as in Nova; the next <see cref="Audit"/> sets it right.</remarks>
public sealed partial class ResourceTracker
{
    private readonly NovaDatabase _database;
    private readonly ProviderSync? _providers;
    private readonly IReadOnlyList<string> _traits;

    // Guests that count here, and what Nova's statistics last saw of them. The two can differ: statistics know nothing of moves.
    private readonly HashSet<string> _tracked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (VmState Vm, TaskState Task)> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Migration> _moves = new(StringComparer.Ordinal);
    private readonly HostNumaTopology? _emptyNuma;
    private HostNumaTopology? _numa;
    private long _memoryUsedMb;
    private long _diskUsedMb;
    private int _vcpusUsed;
    private int _failedBuilds;

    /// <summary>Starts the service on a machine: reads the configuration and finds the devices. <see cref="Start"/> completes it.</summary>
    /// <param name="facts">The machine and its configuration.</param>
    /// <param name="database">Nova's database.</param>
    /// <param name="providers">What brings Placement up to date with every change; null where no Placement takes part.</param>
    /// <param name="stored">The devices that an earlier run of the service stored, or null for a new node.</param>
    /// <exception cref="NovaException">The configuration is one that nova-compute refuses to start with.</exception>
    public ResourceTracker(
        ComputeNodeFacts facts, NovaDatabase database, ProviderSync? providers = null, IReadOnlyList<PciDeviceRecord>? stored = null)
    {
        Facts = facts;
        _database = database;
        _providers = providers;
        IsNewNode = stored is null;
        NovaOptions options = facts.Options;
        Inventory = HostInventory.Of(facts.Hardware, options, facts.DiskGb);
        _emptyNuma = HostNumaTopologyFactory.FromHardware(facts.Hardware, options.Compute, options.Networks.Affinity);
        PciRules rules = PciRules.Of(options.Release.Features);
        DeviceSpecs = PciDeviceSpecList.Parse(
            [.. options.Pci.DeviceSpec.Select(entry => entry.Text)], options.Pci.ReportInPlacement, new HardwareSysfsFacts(facts.Hardware), rules);
        PciHostCell[]? cells = _emptyNuma is null ? null : [.. _emptyNuma.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket))];
        HostStart.CheckMinimum(facts.Hypervisor, options.Release.Features);
        HostStart.CheckLiveMigratable(facts.Hypervisor, DeviceSpecs.Specs.Any(spec => spec.LiveMigratable is not null));
        Pci = new PciTracker(DeviceSpecs, cells, stored ?? [], rules);
        Pci.Report(facts.HypervisorDevices ?? facts.Hardware.HypervisorDevices());
        database.SetTracker(this);
        _traits = HostTraits.Of(facts, Pci.Stats.HasRemoteManagedPools());
        ResetUsage();
        Record = Publish();
    }

    /// <summary>The machine and configuration the service started with.</summary>
    public ComputeNodeFacts Facts { get; }

    /// <summary>Host name, which is the node's too.</summary>
    public string Host => Facts.Name;

    /// <summary>The host's own resources as reported to Placement.</summary>
    public HostInventory Inventory { get; }

    /// <summary>Which devices may be given to guests.</summary>
    public PciDeviceSpecList DeviceSpecs { get; }

    /// <summary>The tracked devices and the pools of free ones.</summary>
    public PciTracker Pci { get; }

    /// <summary>Whether the operator has disabled the service: the root provider then has the trait that keeps new servers away.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>The compute node as the database holds it since the last update.</summary>
    public ComputeNodeRecord Record
    {
        get;
        private set
        {
            field = value;
            Published?.Invoke();
        }
    }

    /// <summary>Called after every change of <see cref="Record"/>.</summary>
    public Action? Published { get; set; }

    /// <summary>NUMA cells with their present use, or null when the machine reports none.</summary>
    public HostNumaTopology? Numa => _numa;

    /// <summary>Guests that count here, moves not included.</summary>
    public int GuestCount => _tracked.Count;

    /// <summary>Floating and pinned virtual CPUs of guests and moves.</summary>
    public int VcpusUsed => _vcpusUsed - Facts.Options.Compute.ReservedHostCpus;

    /// <summary>Memory of guests, of moves and of the host's reserve, in MiB.</summary>
    public long MemoryUsedMb => _memoryUsedMb;

    /// <summary>Disk of the guests in MiB, without what is reserved for the host.</summary>
    public long DiskUsedMb => _diskUsedMb - Facts.Options.Compute.ReservedHostDiskMb;

    /// <summary>Whether the last update healed allocations in Placement.</summary>
    public bool HasHealed { get; private set; }

    private bool IsNewNode { get; set; }

    /// <summary>Whether the guest counts here, or a move of it does.</summary>
    public bool Counts(string instanceUuid) => _tracked.Contains(instanceUuid) || _moves.ContainsKey(instanceUuid);

    /// <summary>
    /// The tracked devices as they are reported to Placement, in order of address; null when <c>[pci]report_in_placement</c> is off.
    /// </summary>
    /// <exception cref="NovaException"><c>PlacementPciException</c>: a device_spec entry names a network interface.</exception>
    public IReadOnlyList<PlacementDevice>? DevicesForPlacement()
    {
        if (!Facts.Options.Pci.ReportInPlacement)
        {
            return null;
        }

        PciPlacementView.EnsureNoDevname(DeviceSpecs.Specs.Select(spec => spec.DevName));
        return
        [
            .. Pci.Devices.OrderBy(device => device.Address, StringComparer.Ordinal)
                .Select(device => PlacementDevices.Of(device, DeviceSpecs)),
        ];
    }

    /// <summary>
    /// Reads the inventories in Placement again at the next update, so that what others changed there is seen. Nova does it every
    /// <c>[compute]resource_provider_association_refresh</c> seconds.
    /// </summary>
    public void ForgetProviders() => _providers?.Forget();

    /// <summary>Notes that a guest runs: the failure counter starts anew.</summary>
    public void BuildSucceeded() => SetFailedBuilds(0);

    /// <summary>Notes a failed build, which schedulers may weigh against the host.</summary>
    public void BuildFailed() => SetFailedBuilds(_failedBuilds + 1);

    /// <summary>The devices that the database holds for a guest on this host.</summary>
    internal void AddStoredDevices(string instanceUuid, List<InstanceDevice> found)
    {
        foreach (PciDeviceRecord record in Pci.StoredOf(instanceUuid))
        {
            found.Add(new InstanceDevice(Host, record.Facts.Address, record.RequestId));
        }
    }

    // The counter reaches the database with the next update, but schedulers read it from there.
    private void SetFailedBuilds(int count)
    {
        if (_failedBuilds != count)
        {
            _failedBuilds = count;
            Record = Record with { FailedBuilds = count, Stats = Stats(Record.InstanceCount, Record.IoOperations) };
        }
    }

    /// <summary>Tells Placement, publishes what schedulers read and stores the devices (Nova's <c>_update</c>).</summary>
    private void Update()
    {
        HasHealed = false;
        if (_providers is not null)
        {
            string[] sameHost = [.. _moves.Values.Where(move => move.IsSameHost).Select(move => move.Instance.Uuid).Order(StringComparer.Ordinal)];
            HasHealed = _providers.Update(Inventory, new HostTraitUpdate(_traits, IsDisabled), DevicesForPlacement(), sameHost, BindProviders).Healed;
        }

        Record = Publish();
        SaveDevices();
    }

    /// <summary>Remembers which provider each device is reported under, in devices and pools.</summary>
    private void BindProviders(IReadOnlyList<KeyValuePair<string, string>> assigned)
    {
        if (assigned.Count == 0)
        {
            return;
        }

        Dictionary<string, string> providers = new(assigned, StringComparer.Ordinal);
        foreach (PciDevice device in Pci.Devices)
        {
            if (providers.TryGetValue(device.Address, out string? provider))
            {
                device.ProviderUuid = provider;
            }
        }

        Pci.Stats.UpdateProviders();
    }

    /// <summary>Stores the devices. Servers go on to see the records of devices that vanished under them.</summary>
    private void SaveDevices()
    {
        foreach (PciDeviceRecord record in Pci.Save())
        {
            _database.Find(record.InstanceUuid!)?.VanishedDevices.Add(new InstanceDevice(Host, record.Facts.Address, record.RequestId));
        }
    }

    private void ResetUsage()
    {
        ComputeOptions options = Facts.Options.Compute;
        _memoryUsedMb = Inventory.ReservedMemoryMb;
        _diskUsedMb = options.ReservedHostDiskMb;
        _vcpusUsed = options.ReservedHostCpus;
        _numa = _emptyNuma;
    }

    private void Use(Flavor flavor, bool isBootFromVolume, InstanceNumaTopology? numa, int sign)
    {
        _memoryUsedMb += sign * flavor.MemoryMb;
        _vcpusUsed += sign * flavor.Vcpus;
        long rootGb = isBootFromVolume ? 0 : flavor.RootGb;
        _diskUsedMb += sign * (((rootGb + flavor.EphemeralGb) * 1024) + flavor.SwapMb);
        if (_numa is not null && numa is not null)
        {
            _numa = sign > 0 ? NumaUsage.Add(_numa, numa) : NumaUsage.Remove(_numa, numa);
        }
    }

    private ComputeNodeRecord Publish()
    {
        long diskUsedGb = _diskUsedMb / 1024;
        int io = IoOperations();
        return new ComputeNodeRecord
        {
            Host = Facts.Name,
            Node = Facts.Name,
            Uuid = Facts.Uuid,
            MemoryMb = Inventory.MemoryMb,
            FreeRamMb = Inventory.MemoryMb - _memoryUsedMb,
            LocalGb = Inventory.DiskGb,
            LocalGbUsed = diskUsedGb,
            FreeDiskGb = Inventory.DiskGb - diskUsedGb,
            Vcpus = Inventory.SharedCpus,
            VcpusUsed = _vcpusUsed,
            CpuAllocationRatio = Inventory.CpuAllocationRatio,
            RamAllocationRatio = Inventory.RamAllocationRatio,
            DiskAllocationRatio = Inventory.DiskAllocationRatio,
            HypervisorType = "QEMU",
            HypervisorVersion = Facts.Hypervisor.QemuVersion.Number,
            SupportedGuests = SupportedGuests,
            InstanceCount = _states.Count,
            IoOperations = io,
            FailedBuilds = _failedBuilds,
            Stats = Stats(_states.Count, io),
            NumaTopology = _numa,
            PciStats = Pci.Stats.Snapshot(),
        };
    }

    /// <summary>Guests whose state makes Nova expect much input and output (<c>nova/compute/stats.py</c>, io_workload).</summary>
    private int IoOperations()
    {
        int count = 0;

        // order-free: a sum.
        foreach ((VmState vm, TaskState task) in _states.Values)
        {
            count += vm == VmState.Building ? 1 : 0;
            count += task is TaskState.ResizeMigrating or TaskState.ResizePrep or TaskState.Rebuilding or TaskState.Unshelving ? 1 : 0;
        }

        return count;
    }

    private IReadOnlyList<KeyValuePair<string, string?>> Stats(int instances, long io) =>
    [
        KeyValuePair.Create<string, string?>("num_instances", instances.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create<string, string?>("io_workload", io.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create<string, string?>("failed_builds", _failedBuilds.ToString(CultureInfo.InvariantCulture)),
    ];

    private static IReadOnlyList<GuestKind> SupportedGuests { get; } = [new GuestKind("x86_64", "kvm", "hvm"), new GuestKind("i686", "kvm", "hvm")];
}
