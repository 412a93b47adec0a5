using Model.Hardware;

namespace Model.Compute.Libvirt;

/// <summary>A device of the host that a guest is to get, with what the host makes of it. Immutable.</summary>
public sealed record PassthroughDevice
{
    /// <summary>The device's address on the host.</summary>
    public required PciAddress Address { get; init; }

    /// <summary>What the guest uses it for.</summary>
    public HostDeviceUse Use { get; init; }

    /// <summary>The normalised tag <c>managed</c>: true or false; null when there is none.</summary>
    public string? ManagedTag { get; init; }

    /// <summary>The driver that the device is bound to before the guest starts.</summary>
    public HostDriver Driver { get; init; }

    /// <summary>Whether the device's IOMMU group can be given away: no bridge, nothing in the group that the host needs.</summary>
    public bool IsAssignable { get; init; } = true;

    /// <summary>Whether the host's driver makes a network interface of the device.</summary>
    public bool HasInterface { get; init; } = true;

    /// <summary>Whether the PF's driver answers EPERM when a VLAN is programmed on the VF, because a DPU owns the switch.</summary>
    public bool RefusesVlan { get; init; }

    /// <summary>The VLAN that the port's binding asks for, 0–4094; null when it asks for none and libvirt merely clears it.</summary>
    public int? Vlan { get; init; }

    /// <summary>Whether the port's binding profile says trusted.</summary>
    public bool WantsTrust { get; init; }

    /// <summary>Whether the PF's driver lets a VF be trusted.</summary>
    public bool SupportsTrust { get; init; } = true;

    /// <summary>Whether a DPU on the card does the plugging for this device.</summary>
    public bool IsDpuManaged { get; init; }
}
