namespace Model.Pci;

/// <summary>Keys of device specifications, pools and requests that have a meaning to Nova (<c>nova/pci</c>).</summary>
public static class PciTags
{
    /// <summary>Four hexadecimal digits.</summary>
    public const string VendorId = "vendor_id";

    /// <summary>Four hexadecimal digits.</summary>
    public const string ProductId = "product_id";

    /// <summary>The device type in Nova's spelling, see <see cref="PciDeviceTypes"/>.</summary>
    public const string DevType = "dev_type";

    /// <summary>The NUMA node of a pool: an integer or null.</summary>
    public const string NumaNode = "numa_node";

    /// <summary>In a specification which devices are meant; in a pool the PCI address of the device or of the VFs' PF.</summary>
    public const string Address = "address";

    /// <summary>A network interface by which a specification names a device.</summary>
    public const string DevName = "devname";

    /// <summary>The Neutron physical network; null or absent for tunnelled networks.</summary>
    public const string PhysicalNetwork = "physical_network";

    /// <summary>Whether a SmartNIC programs the device's network.</summary>
    public const string RemoteManaged = "remote_managed";

    /// <summary>Whether a VF may be trusted by its PF.</summary>
    public const string Trusted = "trusted";

    /// <summary>Whether libvirt binds the device to its driver.</summary>
    public const string Managed = "managed";

    /// <summary>Whether the device's state can be moved.</summary>
    public const string LiveMigratable = "live_migratable";

    /// <summary>Whether the device is kept reserved after its first use.</summary>
    public const string OneTimeUse = "one_time_use";

    /// <summary>The Placement resource class of the device.</summary>
    public const string ResourceClass = "resource_class";

    /// <summary>Placement traits, separated by commas.</summary>
    public const string Traits = "traits";

    /// <summary>The PF's network interface; found by the virt driver.</summary>
    public const string ParentInterface = "parent_ifname";

    /// <summary>The Placement provider of a pool.</summary>
    public const string ProviderUuid = "rp_uuid";

    /// <summary>In a request the providers to take devices from, separated by commas, one a device.</summary>
    public const string ProviderUuids = "rp_uuids";

    /// <summary>
    /// Whether Nova leaves the key out when pools are told apart and when requests are matched with them
    /// (<c>nova/pci/stats.py</c>, ignored_pool_tags and ignored_spec_tags are one and the same list).
    /// </summary>
    public static bool IsIgnoredInPools(string key) => key is ResourceClass or Traits or ProviderUuid or ProviderUuids;
}
