using Model.Hardware;

namespace Model.Pci;

/// <summary>
/// A PCI device as nova-compute tracks it, with its state machine (<c>nova/objects/pci_device.py</c>). Mutable; not safe
/// for concurrent use. Claiming a PF blocks its VFs and the other way round, through <see cref="Parent"/> and <see cref="Children"/>.
/// </summary>
public sealed class PciDevice
{
    private List<PciDevice> _children = [];

    /// <summary>Starts to track a device that the hypervisor reports; it is available.</summary>
    /// <param name="facts">What the hypervisor reports.</param>
    /// <param name="spec">The specification that matched, whose <c>managed</c> and <c>live_migratable</c> tags the device keeps.</param>
    public PciDevice(HypervisorPciDevice facts, PciDeviceSpec? spec = null)
    {
        Address = facts.Address;
        VendorId = facts.VendorId;
        ProductId = facts.ProductId;
        Update(facts, spec);
    }

    /// <summary>Takes up a stored device again.</summary>
    public PciDevice(PciDeviceRecord record)
        : this(record.Facts)
    {
        Status = record.Status;
        InstanceUuid = record.InstanceUuid;
        RequestId = record.RequestId;
        ProviderUuid = record.ProviderUuid;
        Managed = record.Managed;
        LiveMigratable = record.LiveMigratable;
        IsChanged = false;
    }

    /// <summary>The address as reported, normally <c>DDDD:BB:SS.F</c>; unique on a host.</summary>
    public string Address { get; }

    /// <summary>Vendor id, four lower-case hexadecimal digits.</summary>
    public string VendorId { get; private set; }

    /// <summary>Product id, four lower-case hexadecimal digits.</summary>
    public string ProductId { get; private set; }

    /// <summary>What Nova takes the device for.</summary>
    public PciDeviceType DevType { get; private set; }

    /// <summary>The PF's address of a VF, else null.</summary>
    public string? ParentAddress { get; private set; }

    /// <summary>The NUMA node, or null where the kernel does not know it.</summary>
    public int? NumaNode { get; private set; }

    /// <summary>The state.</summary>
    public PciDeviceStatus Status
    {
        get;
        private set
        {
            IsChanged |= field != value;
            field = value;
        }
    }

    /// <summary>The instance that claimed or uses the device, or null.</summary>
    public string? InstanceUuid
    {
        get;
        private set
        {
            IsChanged |= field != value;
            field = value;
        }
    }

    /// <summary>The request that took the device; it can outlive a failed claim, as in Nova.</summary>
    public string? RequestId
    {
        get;
        internal set
        {
            IsChanged |= field != value;
            field = value;
        }
    }

    /// <summary>The Placement provider that stands for the device, or null before it is reported.</summary>
    public string? ProviderUuid
    {
        get;
        set
        {
            IsChanged |= field != value;
            field = value;
        }
    }

    /// <summary>The PF's network interface, known only for VFs that have one themselves.</summary>
    public string? ParentInterface { get; private set; }

    /// <summary>The serial number in the vital product data, or null.</summary>
    public string? CardSerialNumber { get; private set; }

    /// <summary>The MAC address of a PF, or null.</summary>
    public string? MacAddress { get; private set; }

    /// <summary>For a VF the MAC address of its PF; told only together with <see cref="VfNumber"/>.</summary>
    public string? PfMacAddress { get; private set; }

    /// <summary>For a VF its number on the PF.</summary>
    public int? VfNumber { get; private set; }

    /// <summary>Offload features of the network interface.</summary>
    public IReadOnlyList<string> NetworkFeatures { get; private set; } = [];

    /// <summary>The specification's <c>managed</c> tag, <c>true</c> or <c>false</c>; null when it has none.</summary>
    public string? Managed { get; private set; }

    /// <summary>The specification's <c>live_migratable</c> tag, <c>true</c> or <c>false</c>; null when it has none.</summary>
    public string? LiveMigratable { get; private set; }

    /// <summary>A VF's PF if that is tracked, else null.</summary>
    public PciDevice? Parent { get; internal set; }

    /// <summary>A PF's tracked VFs in ascending order of the address text.</summary>
    public IReadOnlyList<PciDevice> Children => _children;

    /// <summary>Whether the device is a VF, with vDPA or without.</summary>
    public bool IsVirtualFunction => DevType is PciDeviceType.Vf or PciDeviceType.Vdpa;

    /// <summary>Whether something changed since the device was last stored.</summary>
    internal bool IsChanged { get; private set; }

    /// <summary>Properties of the device's pool, kept until the device changes; see <see cref="PciStats"/>.</summary>
    internal PciPoolProperties? PoolProperties { get; set; }

    /// <summary>The specifications that <see cref="PoolProperties"/> were derived from.</summary>
    internal PciDeviceSpecList? PoolSpecs { get; set; }

    /// <summary>The pool that the device was last put into: where to look first.</summary>
    internal PciPool? LastPool { get; set; }

    /// <summary>How many entries in pools the device has: 0 or 1, more only after odd sequences of adding.</summary>
    internal int PoolEntries { get; set; }

    /// <summary>
    /// Takes over what the hypervisor now reports. Facts that it no longer reports stay, except the two tags
    /// (<c>update_device</c>: extra information is only ever added to).
    /// </summary>
    /// <param name="facts">What the hypervisor reports of the same address.</param>
    /// <param name="spec">The specification that matches now, or null.</param>
    public void Update(HypervisorPciDevice facts, PciDeviceSpec? spec)
    {
        VendorId = facts.VendorId;
        ProductId = facts.ProductId;
        DevType = facts.DevType;
        ParentAddress = facts.ParentAddress;
        NumaNode = facts.NumaNode;
        ParentInterface = facts.ParentInterface ?? ParentInterface;
        MacAddress = facts.MacAddress ?? MacAddress;
        if (facts.CardSerialNumber is not null || facts.NetworkFeatures.Count > 0 || facts.VfNumber is not null)
        {
            CardSerialNumber = facts.CardSerialNumber;
            NetworkFeatures = facts.NetworkFeatures;
            PfMacAddress = facts.PfMacAddress;
            VfNumber = facts.VfNumber;
        }

        Managed = spec?.Managed;
        LiveMigratable = spec?.LiveMigratable;
        PoolProperties = null;
        IsChanged = true;
    }

    /// <summary>Sets the device aside for an instance. A PF's VFs, or a VF's PF, become unclaimable.</summary>
    /// <exception cref="NovaException">
    /// <c>PciDeviceInvalidStatus</c>, <c>PciDeviceVFInvalidStatus</c> or <c>PciDevicePFInvalidStatus</c>.
    /// </exception>
    public void Claim(string instanceUuid)
    {
        Require(Status == PciDeviceStatus.Available, "available");
        if (DevType == PciDeviceType.Pf)
        {
            // VFs that are blocked although their PF is available are an inconsistency that Nova logs and accepts (bug 1969496).
            RequireChildren(static status => status
                is PciDeviceStatus.Available or PciDeviceStatus.Unclaimable or PciDeviceStatus.Unavailable);
            SetChildren(PciDeviceStatus.Unclaimable);
        }
        else if (IsVirtualFunction && Parent is { } parent)
        {
            RequireParent(parent);
            if (parent.Status == PciDeviceStatus.Available)
            {
                parent.Status = PciDeviceStatus.Unclaimable;
            }
        }

        Status = PciDeviceStatus.Claimed;
        InstanceUuid = instanceUuid;
    }

    /// <summary>Gives the device to an instance. A PF's VFs, or a VF's PF, become unavailable.</summary>
    /// <exception cref="NovaException">
    /// <c>PciDeviceInvalidStatus</c>, <c>PciDeviceInvalidOwner</c>, <c>PciDeviceVFInvalidStatus</c> or <c>PciDevicePFInvalidStatus</c>.
    /// </exception>
    public void Allocate(string instanceUuid)
    {
        Require(Status is PciDeviceStatus.Available or PciDeviceStatus.Claimed, "available or claimed");
        if (Status == PciDeviceStatus.Claimed)
        {
            RequireOwner(instanceUuid);
        }

        if (DevType == PciDeviceType.Pf)
        {
            RequireChildren(static status => status is PciDeviceStatus.Available or PciDeviceStatus.Unclaimable);
            SetChildren(PciDeviceStatus.Unavailable);
        }
        else if (IsVirtualFunction && Parent is { } parent)
        {
            RequireParent(parent);
            parent.Status = PciDeviceStatus.Unavailable;
        }

        Status = PciDeviceStatus.Allocated;
        InstanceUuid = instanceUuid;
    }

    /// <summary>
    /// Gives the device back. A PF's VFs become available; a VF's PF does if every other VF is available.
    /// </summary>
    /// <param name="instanceUuid">The owner, or null to skip the check of the owner.</param>
    /// <returns>Every device that became free, in the order in which they re-enter the pools; this one is last.</returns>
    /// <exception cref="NovaException"><c>PciDeviceInvalidStatus</c> or <c>PciDeviceInvalidOwner</c>.</exception>
    public IReadOnlyList<PciDevice> Free(string? instanceUuid = null)
    {
        Require(Status is PciDeviceStatus.Allocated or PciDeviceStatus.Claimed, "allocated or claimed");
        if (instanceUuid is not null)
        {
            RequireOwner(instanceUuid);
        }

        List<PciDevice> freed = [];
        if (DevType == PciDeviceType.Pf)
        {
            SetChildren(PciDeviceStatus.Available);
            freed.AddRange(_children);
        }
        else if (IsVirtualFunction && Parent is { } parent
            && parent._children.TrueForAll(child => ReferenceEquals(child, this) || child.Status == PciDeviceStatus.Available))
        {
            parent.Status = PciDeviceStatus.Available;
            freed.Add(parent);
        }

        Status = PciDeviceStatus.Available;
        freed.Add(this);
        InstanceUuid = null;
        RequestId = null;
        return freed;
    }

    /// <summary>Marks the device as gone; allowed only while nobody uses it.</summary>
    /// <exception cref="NovaException"><c>PciDeviceInvalidStatus</c> or <c>PciDeviceInvalidOwner</c>.</exception>
    public void Remove()
    {
        Require(
            Status is PciDeviceStatus.Available or PciDeviceStatus.Unavailable or PciDeviceStatus.Unclaimable,
            "available, unavailable or unclaimable");
        if (InstanceUuid is not null)
        {
            throw new NovaException("PciDeviceInvalidOwner", $"PCI device {Address} is owned by {InstanceUuid} instead of nobody");
        }

        Status = PciDeviceStatus.Removed;
        RequestId = null;
    }

    /// <summary>The address and the state.</summary>
    public override string ToString() => $"{Address} {Status.ToName()}";

    /// <summary>Stores the device.</summary>
    /// <returns>The record, or null when the device was removed: it is now deleted.</returns>
    internal PciDeviceRecord? Store()
    {
        Status = Status == PciDeviceStatus.Removed ? PciDeviceStatus.Deleted : Status;
        IsChanged = false;
        return Status == PciDeviceStatus.Deleted ? null : new PciDeviceRecord(Facts(), Status)
        {
            InstanceUuid = InstanceUuid,
            RequestId = RequestId,
            ProviderUuid = ProviderUuid,
            Managed = Managed,
            LiveMigratable = LiveMigratable,
        };
    }

    internal void ClearChildren() => _children = [];

    internal void AddChild(PciDevice child) => _children.Add(child);

    private HypervisorPciDevice Facts() => new(Address, VendorId, ProductId, DevType, ParentAddress, NumaNode)
    {
        ParentInterface = ParentInterface,
        MacAddress = MacAddress,
        CardSerialNumber = CardSerialNumber,
        NetworkFeatures = NetworkFeatures,
        PfMacAddress = PfMacAddress,
        VfNumber = VfNumber,
    };

    private void SetChildren(PciDeviceStatus status)
    {
        foreach (PciDevice child in _children)
        {
            child.Status = status;
        }
    }

    private void Require(bool allowed, string hoped)
    {
        if (!allowed)
        {
            throw new NovaException("PciDeviceInvalidStatus", $"PCI device {Address} is {Status.ToName()} instead of {hoped}");
        }
    }

    private void RequireOwner(string instanceUuid)
    {
        if (InstanceUuid != instanceUuid)
        {
            throw new NovaException("PciDeviceInvalidOwner", $"PCI device {Address} is owned by {InstanceUuid} instead of {instanceUuid}");
        }
    }

    private void RequireChildren(Predicate<PciDeviceStatus> allowed)
    {
        foreach (PciDevice child in _children)
        {
            if (!allowed(child.Status))
            {
                throw new NovaException("PciDeviceVFInvalidStatus", $"not all VFs of PF {Address} are free: {child}");
            }
        }
    }

    private void RequireParent(PciDevice parent)
    {
        if (parent.Status is not (PciDeviceStatus.Available or PciDeviceStatus.Unclaimable or PciDeviceStatus.Unavailable))
        {
            throw new NovaException("PciDevicePFInvalidStatus", $"PF of VF {Address} is in use: {parent}");
        }
    }
}
