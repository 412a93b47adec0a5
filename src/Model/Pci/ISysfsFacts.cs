namespace Model.Pci;

/// <summary>What nova-compute asks its host's sysfs for device specifications (<c>nova/pci/utils.py</c>).</summary>
public interface ISysfsFacts
{
    /// <summary>Whether the device at exactly this address text exists and can have VFs (<c>sriov_totalvfs</c> above 0).</summary>
    bool IsPhysicalFunction(string address);

    /// <summary>The device behind a network interface.</summary>
    /// <param name="name">The interface's name.</param>
    /// <param name="address">The device's address, or empty.</param>
    /// <param name="isPhysicalFunction">Whether the device can have VFs.</param>
    /// <returns>False when there is no such interface, or none with a PCI device.</returns>
    bool TryGetInterface(string name, out string address, out bool isPhysicalFunction);

    /// <summary>Vendor and product id of the device, or false when sysfs does not tell.</summary>
    bool TryGetIds(string address, out string vendorId, out string productId);

    /// <summary>The product id that VFs of the PF have (<c>sriov_vf_device</c>), or null when sysfs does not tell.</summary>
    string? VfProductId(string address);
}
