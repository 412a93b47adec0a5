using Model.Configuration;

namespace Model.Compute.Libvirt;

/// <summary>
/// Whether nova-compute starts with this libvirt and QEMU (<c>nova/virt/libvirt/driver.py</c>, init_host and _check_pci_whitelist).
/// </summary>
public static class HostStart
{
    /// <summary>The first libvirt that can live-migrate VFIO devices.</summary>
    public static readonly SoftwareVersion VariantDriverLibvirt = new(10, 0, 0);

    /// <summary>The first QEMU that can live-migrate VFIO devices.</summary>
    public static readonly SoftwareVersion VariantDriverQemu = new(8, 2, 2);

    /// <summary>Refuses a hypervisor older than the release supports.</summary>
    /// <param name="host">The host.</param>
    /// <param name="features">What the release requires.</param>
    /// <exception cref="NovaException"><c>InternalError</c>: libvirt or QEMU is too old.</exception>
    public static void CheckMinimum(LibvirtHost host, ReleaseFeatures features)
    {
        if (!host.UsesQemu)
        {
            return;
        }

        SoftwareVersion libvirt = SoftwareVersion.Of(features.MinimumLibvirt);
        SoftwareVersion qemu = SoftwareVersion.Of(features.MinimumQemu);
        if (host.LibvirtVersion < libvirt)
        {
            throw new NovaException("InternalError", $"Nova requires libvirt {libvirt} or later, the host has {host.LibvirtVersion}");
        }

        if (host.QemuVersion < qemu)
        {
            throw new NovaException("InternalError", $"Nova requires QEMU {qemu} or later, the host has {host.QemuVersion}");
        }
    }

    /// <summary>
    /// Refuses a device_spec with the tag <c>live_migratable</c> on a hypervisor that cannot live-migrate VFIO devices. The tag's value
    /// does not matter: <c>no</c> is refused as well (since release 31).
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="tagged">Whether some entry carries the tag with a value other than null.</param>
    /// <exception cref="NovaException"><c>InvalidConfiguration</c>.</exception>
    public static void CheckLiveMigratable(LibvirtHost host, bool tagged)
    {
        bool able = host.UsesQemu && host.LibvirtVersion >= VariantDriverLibvirt && host.QemuVersion >= VariantDriverQemu;
        if (tagged && !able)
        {
            throw new NovaException(
                "InvalidConfiguration",
                $"a device_spec entry says live_migratable, which needs libvirt {VariantDriverLibvirt} and QEMU {VariantDriverQemu}; "
                    + $"the host has {host.LibvirtVersion} and {host.QemuVersion}");
        }
    }
}
