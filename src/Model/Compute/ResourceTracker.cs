using System.Globalization;
using Model.Compute.Libvirt;
using Model.Configuration;
using Model.Hardware;
using Model.Numa;
using Model.Pci;
using Model.Placement.Pci;
using Model.Scheduling;

namespace Model.Compute;

/// <summary>
/// What one nova-compute service believes of its node, and its claims (<c>nova/compute/resource_tracker.py</c>,
/// <c>nova/compute/claims.py</c>). Every change publishes a new <see cref="Record"/>, which is what schedulers read.
/// </summary>
public sealed class ResourceTracker
{
    private readonly Dictionary<string, ClaimedGuest> _guests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PciDevice> _devices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);
    private HostNumaTopology? _numa;
    private long _memoryUsedMb;
    private long _diskUsedMb;
    private int _vcpusUsed;
    private int _failedBuilds;

    /// <summary>Starts the service on a machine: reads the configuration and finds the devices.</summary>
    /// <exception cref="NovaException">The configuration is one that nova-compute refuses to start with.</exception>
    public ResourceTracker(ComputeNodeFacts facts)
    {
        Facts = facts;
        NovaOptions options = facts.Options;
        Inventory = HostInventory.Of(facts.Hardware, options, facts.DiskGb);
        _numa = HostNumaTopologyFactory.FromHardware(facts.Hardware, options.Compute, options.Networks.Affinity);
        PciRules rules = PciRules.Of(options.Release.Features);
        DeviceSpecs = PciDeviceSpecList.Parse(
            [.. options.Pci.DeviceSpec.Select(entry => entry.Text)], options.Pci.ReportInPlacement, new HardwareSysfsFacts(facts.Hardware), rules);
        PciHostCell[]? cells = _numa is null ? null : [.. _numa.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket))];
        HostStart.CheckMinimum(facts.Hypervisor, options.Release.Features);
        HostStart.CheckLiveMigratable(facts.Hypervisor, DeviceSpecs.Specs.Any(spec => spec.LiveMigratable is not null));
        Pci = new PciTracker(DeviceSpecs, cells, [], rules);
        Pci.Report(facts.Hardware.HypervisorDevices());
        Pci.Save();
        foreach (PciDevice device in Pci.Devices)
        {
            _devices.Add(device.Address, device);
        }

        _memoryUsedMb = Inventory.ReservedMemoryMb;
        _diskUsedMb = options.Compute.ReservedHostDiskMb;
        Record = Publish();
    }

    /// <summary>The machine and configuration the service started with.</summary>
    public ComputeNodeFacts Facts { get; }

    /// <summary>The host's own resources as reported to Placement.</summary>
    public HostInventory Inventory { get; }

    /// <summary>Which devices may be given to guests.</summary>
    public PciDeviceSpecList DeviceSpecs { get; }

    /// <summary>The tracked devices and the pools of free ones.</summary>
    public PciTracker Pci { get; }

    /// <summary>The compute node as the database holds it since the last change.</summary>
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

    /// <summary>Guests that hold resources.</summary>
    public int GuestCount => _guests.Count;

    /// <summary>Floating and pinned virtual CPUs of the guests.</summary>
    public int VcpusUsed => _vcpusUsed;

    /// <summary>Memory of guests and the host's reserve, in MiB.</summary>
    public long MemoryUsedMb => _memoryUsedMb;

    /// <summary>What a guest holds here, or null.</summary>
    public ClaimedGuest? Find(string instanceUuid) => _guests.GetValueOrDefault(instanceUuid);

    /// <summary>Sets aside what a new guest needs (<c>instance_claim</c>): tests NUMA and PCI, then takes both.</summary>
    /// <exception cref="NovaException">
    /// <c>ComputeResourcesUnavailable</c>: it does not fit; the message is Nova's, joined by semicolons. <c>PciDeviceRequestFailed</c>: it
    /// seemed to fit but the devices could not be taken. Nothing is held afterwards.
    /// </exception>
    public ClaimedGuest Claim(GuestClaim claim)
    {
        InstanceNumaTopology? fitted = Test(claim);
        IReadOnlyList<PciDevice> devices = [];
        if (claim.PciRequests.Count > 0)
        {
            int[]? cells = fitted is null ? null : [.. fitted.Cells.Select(cell => cell.Id)];
            devices = Pci.Claim(claim.InstanceUuid, claim.PciRequests, cells);
            Pci.Allocate(claim.InstanceUuid);
        }

        ClaimedGuest guest = new(claim, fitted, devices);
        _guests.Add(claim.InstanceUuid, guest);
        _building.Add(claim.InstanceUuid);
        Use(guest, 1);
        Record = Publish();
        return guest;
    }

    /// <summary>Gives back all that a guest holds; a guest that holds nothing is no error.</summary>
    public void Release(string instanceUuid)
    {
        if (!_guests.Remove(instanceUuid, out ClaimedGuest? guest))
        {
            return;
        }

        _building.Remove(instanceUuid);
        if (guest.Devices.Count > 0)
        {
            Pci.Free(instanceUuid);
        }

        Use(guest, -1);
        Record = Publish();
    }

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

    /// <summary>Remembers which provider each device is reported under, in devices and pools.</summary>
    /// <param name="assigned">Addresses with the ids of their providers.</param>
    public void BindProviders(IReadOnlyList<KeyValuePair<string, string>> assigned)
    {
        bool changed = false;
        foreach ((string address, string provider) in assigned)
        {
            PciDevice device = _devices[address];
            changed |= device.ProviderUuid != provider;
            device.ProviderUuid = provider;
        }

        if (assigned.Count > 0)
        {
            Pci.Stats.UpdateProviders();
        }

        if (changed)
        {
            Record = Publish();
        }
    }

    /// <summary>Notes that a guest runs: its build no longer counts as work in progress, and the failure counter starts anew.</summary>
    public void BuildSucceeded(string instanceUuid)
    {
        _building.Remove(instanceUuid);
        _failedBuilds = 0;
        Record = Publish();
    }

    /// <summary>Notes a failed build, which schedulers may weigh against the host.</summary>
    public void BuildFailed()
    {
        _failedBuilds++;
        Record = Publish();
    }

    private InstanceNumaTopology? Test(GuestClaim claim)
    {
        List<string> reasons = [];
        InstanceNumaTopology? fitted = null;
        if (_numa is not null && claim.NumaWish is not null)
        {
            NumaPciDevices? devices = NumaPciDevices.Of(Pci.Stats, claim.PciRequests, null);
            bool packs = Facts.Options.Compute.PackingHostNumaCellsAllocationStrategy;
            fitted = NumaFitter.FitOnce(_numa, claim.NumaWish, new NumaFitOptions(claim.NumaLimits, devices, packs));
            if (fitted is null)
            {
                reasons.Add(claim.PciRequests.Count > 0
                    ? "Requested instance NUMA topology together with requested PCI devices cannot fit the given host NUMA topology"
                    : "Requested instance NUMA topology cannot fit the given host NUMA topology");
            }
        }

        if (claim.PciRequests.Count > 0 && !Pci.Stats.Supports(claim.PciRequests, (PciProviderMapping?)null, null))
        {
            reasons.Add("Claim pci failed");
        }

        return reasons.Count == 0
            ? fitted
            : throw new NovaException("ComputeResourcesUnavailable", $"Insufficient compute resources: {string.Join("; ", reasons)}.");
    }

    private void Use(ClaimedGuest guest, int sign)
    {
        Flavor flavor = guest.Claim.Flavor;
        _memoryUsedMb += sign * flavor.MemoryMb;
        _vcpusUsed += sign * flavor.Vcpus;
        long rootGb = guest.Claim.IsBootFromVolume ? 0 : flavor.RootGb;
        _diskUsedMb += sign * (((rootGb + flavor.EphemeralGb) * 1024) + flavor.SwapMb);
        if (_numa is not null && guest.Numa is not null)
        {
            _numa = sign > 0 ? NumaUsage.Add(_numa, guest.Numa) : NumaUsage.Remove(_numa, guest.Numa);
        }
    }

    private ComputeNodeRecord Publish()
    {
        long diskUsedGb = _diskUsedMb / 1024;
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
            InstanceCount = _guests.Count,
            IoOperations = _building.Count,
            FailedBuilds = _failedBuilds,
            Stats =
            [
                KeyValuePair.Create<string, string?>("num_instances", _guests.Count.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create<string, string?>("io_workload", _building.Count.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create<string, string?>("failed_builds", _failedBuilds.ToString(CultureInfo.InvariantCulture)),
            ],
            NumaTopology = _numa,
            PciStats = Pci.Stats.Snapshot(),
        };
    }

    private static IReadOnlyList<GuestKind> SupportedGuests { get; } = [new GuestKind("x86_64", "kvm", "hvm"), new GuestKind("i686", "kvm", "hvm")];
}
