namespace Model.Compute.Libvirt;

/// <summary>What a guest uses a PCI device of its host for, which decides how libvirt gets it (<c>nova/virt/libvirt/vif.py</c>).</summary>
public enum HostDeviceUse
{
    /// <summary>A device that the flavor's alias asked for: a <c>hostdev</c>.</summary>
    Alias,

    /// <summary>A VF of a port of type direct: an <c>interface</c> of type hostdev.</summary>
    DirectPort,

    /// <summary>A VF of a port of type remote-managed: an <c>interface</c> of type hostdev.</summary>
    RemoteManagedPort,

    /// <summary>A whole PF of a port of type direct-physical: a <c>hostdev</c>.</summary>
    DirectPhysicalPort,

    /// <summary>A VF that stays with the host, below a macvtap device.</summary>
    MacvtapPort,

    /// <summary>A VF that stays with the host, behind a virtio forwarder.</summary>
    VirtioForwarderPort,

    /// <summary>A vDPA device that stays with its host driver.</summary>
    VdpaPort,
}
