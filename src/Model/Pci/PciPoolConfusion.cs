namespace Model.Pci;

/// <summary>What Nova has done after which the pools may not be the free devices; it does not notice, and only a restart puts it right.</summary>
public enum PciPoolConfusion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// A PF came into the configuration while one of its VFs was in use, or VFs while their PF was (<c>nova/pci/manager.py</c>, _set_hvdevs):
    /// the new device is in a pool although its relative is taken, and a VF is in its pool twice once the PF is freed, because freeing a PF
    /// adds all its VFs (<c>nova/objects/pci_device.py</c>, free).
    /// </summary>
    RelativeConfigured,

    /// <summary>
    /// A PF left the configuration while in use, and its VFs did not: when it is freed they become available, but nobody puts them into a pool
    /// (<c>nova/pci/manager.py</c>, _free_device, where a device is removed as soon as it is freed).
    /// </summary>
    RelativeRemoved,

    /// <summary>
    /// Another device came to the address of one that the configuration no longer named: the stored device had not gone into a pool when the
    /// service started, and its new properties do not put it into one (<c>nova/pci/stats.py</c>, update_device, which only moves devices
    /// whose type changed). The new device cannot be had until the service restarts once more.
    /// </summary>
    DeviceExchanged,

    /// <summary>
    /// A claim broke after devices had left the pools (<c>nova/pci/stats.py</c>, consume_requests): devices that were taken come back, but not
    /// the PFs and VFs that went with them; where the claim of a device itself breaks (<c>nova/pci/manager.py</c>, _claim_instance), none does.
    /// </summary>
    BrokenClaim,
}
