namespace Model.Compute.Libvirt;

/// <summary>Why a host cannot start a guest that Nova gave it.</summary>
public enum SpawnFailureCause
{
    /// <summary>VT-d or AMD-Vi is off in the firmware: the kernel makes no IOMMU groups.</summary>
    IommuOffInFirmware,

    /// <summary>The kernel's IOMMU is off: it makes no IOMMU groups.</summary>
    IommuOffInKernel,

    /// <summary>The device's IOMMU group cannot be given away.</summary>
    NotAssignable,

    /// <summary>The device stays on its ordinary driver since nobody moves it to VFIO (<c>managed: no</c>).</summary>
    NotOnVfio,

    /// <summary>The PF's driver does not let libvirt program the VLAN.</summary>
    VlanRefused,

    /// <summary>The PF's driver does not let the VF be trusted.</summary>
    TrustRefused,

    /// <summary>The VF for a macvtap device has no network interface, since VFIO has it.</summary>
    NoInterface,

    /// <summary>This libvirt cannot make the virtual IOMMU that Nova asks for.</summary>
    IommuModelRefused,

    /// <summary>The guest has more vCPUs than its interrupts can address without extended interrupt mode.</summary>
    TooManyCpus,

    /// <summary>The host crashed while libvirt took a device from its variant driver.</summary>
    HostCrash,
}
