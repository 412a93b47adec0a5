using Model.Compute;
using Model.Numa;
using Model.Pci;

namespace Model.Servers;

/// <summary>
/// A server as Nova's database holds it (<c>nova/objects/instance.py</c>). Mutable. A host's name is also its node's: libvirt hosts have one.
/// </summary>
public sealed class Instance
{
    private Dictionary<string, PciRequest>? _requestById;

    /// <summary>The uuid, which is also its consumer in Placement.</summary>
    public required string Uuid { get; init; }

    /// <summary>The project that pays.</summary>
    public string ProjectId { get; init; } = "default";

    /// <summary>Its flavor now.</summary>
    public required Flavor Flavor { get; set; }

    /// <summary>The flavor before a resize that is not confirmed yet, or null.</summary>
    public Flavor? OldFlavor { get; set; }

    /// <summary>The flavor that a resize goes to, or null.</summary>
    public Flavor? NewFlavor { get; set; }

    /// <summary>The image it was last built from.</summary>
    public required Image Image { get; set; }

    /// <summary>Whether its root disk is a volume.</summary>
    public bool IsBootFromVolume { get; init; }

    /// <summary>The stable state.</summary>
    public VmState VmState { get; set; }

    /// <summary>What is being done with it.</summary>
    public TaskState TaskState { get; set; }

    /// <summary>Whether the hypervisor was last seen to run it.</summary>
    public bool IsRunning { get; set; }

    /// <summary>
    /// Whether its host's hypervisor has no definition of the guest any more: it was given up for a new one that could not be written. Then there is
    /// nothing to take a snapshot of (<c>nova/virt/libvirt/driver.py</c>, _hard_reboot and snapshot).
    /// </summary>
    public bool HasLostGuest { get; set; }

    /// <summary>The state before a cold migration or resize, or null.</summary>
    public VmState? OldVmState { get; set; }

    /// <summary>Its host, or null.</summary>
    public string? Host { get; internal set; }

    /// <summary>Devices it asks for.</summary>
    public IReadOnlyList<PciRequest> PciRequests
    {
        get;
        set
        {
            field = value;
            _requestById = null;
        }
    } = [];

    /// <summary>NUMA cells: the wish before a claim, the cells as fitted after it; null for none.</summary>
    public InstanceNumaTopology? Numa { get; set; }

    /// <summary>The move that is going on, or null.</summary>
    public MigrationContext? MigrationContext { get; set; }

    /// <summary>The latest fault, which stays when the server recovers; null for none.</summary>
    public NovaException? Fault { get; set; }

    /// <summary>Whether its record is deleted.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>The database that holds the record, once it does.</summary>
    internal NovaDatabase? Database { get; set; }

    /// <summary>Hosts that ever gave it devices: where to look for those it has.</summary>
    internal List<string> DeviceHosts { get; } = [];

    /// <summary>
    /// Whether the audit may give its resources back: it is deleted, or offloaded and not on its way back
    /// (<c>nova/compute/vm_states.py</c>, allow_resource_removal).
    /// </summary>
    public bool AllowsResourceRemoval =>
        VmState == VmState.Deleted || (VmState == VmState.ShelvedOffloaded && TaskState != TaskState.Spawning);

    /// <summary>Whether a cold move, a rebuild or an evacuation goes on or waits for confirmation.</summary>
    public bool IsInResizeState => VmState == VmState.Resized || (VmState is VmState.Active or VmState.Stopped
        && TaskState is TaskState.ResizePrep or TaskState.ResizeMigrating or TaskState.ResizeMigrated or TaskState.ResizeFinish
            or TaskState.Rebuilding or TaskState.RebuildSpawning);

    /// <summary>Whether a live migration goes on.</summary>
    public bool IsLiveMigrating => TaskState == TaskState.Migrating && VmState is VmState.Active or VmState.Paused;

    /// <summary>Devices that left their host's configuration while they were allocated to it; Nova still finds their records.</summary>
    internal List<InstanceDevice> VanishedDevices { get; } = [];

    /// <summary>The devices allocated to it, on whatever hosts, as the database holds them.</summary>
    public IReadOnlyList<InstanceDevice> Devices
    {
        get
        {
            List<InstanceDevice> found = [.. VanishedDevices];
            foreach (string host in DeviceHosts)
            {
                Database!.AddDevices(host, Uuid, found);
            }

            return found;
        }
    }

    /// <summary>Takes over what the server has on the destination of its move.</summary>
    public void ApplyMigrationContext()
    {
        if (MigrationContext is { } context)
        {
            Numa = context.NewNuma;
            PciRequests = context.NewRequests;
        }
    }

    /// <summary>Goes back to what the server has on the source of its move.</summary>
    public void RevertMigrationContext()
    {
        if (MigrationContext is { } context)
        {
            Numa = context.OldNuma;
            PciRequests = context.OldRequests;
        }
    }

    /// <summary>It runs, and nothing is being done with it.</summary>
    public void Runs()
    {
        VmState = VmState.Active;
        TaskState = TaskState.None;
        IsRunning = true;
    }

    /// <summary>It is in ERROR with a fault, and nothing is being done with it.</summary>
    public void EndInError(NovaException fault)
    {
        VmState = VmState.Error;
        TaskState = TaskState.None;
        Fault = fault;
    }

    /// <summary>What was done with it failed and is over; its state is as before.</summary>
    public void GiveUp(NovaException fault)
    {
        TaskState = TaskState.None;
        Fault = fault;
    }

    /// <summary>
    /// Finds the requests of devices, as the driver does when it writes the guest's definition
    /// (<c>nova/objects/instance.py</c>, get_pci_devices).
    /// </summary>
    /// <exception cref="NovaException">
    /// KeyError: a device was taken by a request that the server does not have (any more). Nova really fails like this.
    /// </exception>
    public void DemandOwnRequests(IReadOnlyList<InstanceDevice> devices)
    {
        _requestById ??= PciRequests.ToDictionary(request => request.RequestId, StringComparer.Ordinal);
        foreach (InstanceDevice device in devices)
        {
            if (device.RequestId is null || !_requestById.ContainsKey(device.RequestId))
            {
                throw new NovaException("KeyError", device.RequestId ?? "None");
            }
        }
    }
}
