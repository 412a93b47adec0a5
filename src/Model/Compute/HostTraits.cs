using Model.Hardware;

namespace Model.Compute;

/// <summary>
/// Traits that nova-compute's libvirt driver puts on a host's root provider (<c>nova/virt/driver.py</c>, CAPABILITY_TRAITS_MAP,
/// and the libvirt driver's capabilities with its default options on a local qcow2 image store). CPU feature flags are not modelled.
/// </summary>
public static class HostTraits
{
    private static readonly string[] Always =
    [
        "COMPUTE_ACCELERATORS",
        "COMPUTE_DEVICE_TAGGING",
        "COMPUTE_IMAGE_TYPE_AKI",
        "COMPUTE_IMAGE_TYPE_AMI",
        "COMPUTE_IMAGE_TYPE_ARI",
        "COMPUTE_IMAGE_TYPE_ISO",
        "COMPUTE_IMAGE_TYPE_QCOW2",
        "COMPUTE_IMAGE_TYPE_RAW",
        "COMPUTE_NET_ATTACH_INTERFACE",
        "COMPUTE_NET_ATTACH_INTERFACE_WITH_TAG",
        "COMPUTE_NODE",
        "COMPUTE_RESCUE_BFV",
        "COMPUTE_SOCKET_PCI_NUMA_AFFINITY",
        "COMPUTE_TRUSTED_CERTS",
        "COMPUTE_VOLUME_ATTACH_WITH_TAG",
        "COMPUTE_VOLUME_EXTEND",
        "COMPUTE_VOLUME_MULTI_ATTACH",
    ];

    /// <summary>The traits of a machine, sorted.</summary>
    /// <param name="hardware">The machine.</param>
    /// <param name="hasRemoteManagedPools">Whether any tracked pool is remote-managed.</param>
    public static IReadOnlyList<string> Of(HostHardware hardware, bool hasRemoteManagedPools)
    {
        List<string> traits = [.. Always];
        if (hardware.Cpus.Count > hardware.CoreCount)
        {
            traits.Add("HW_CPU_HYPERTHREADING");
        }

        if (hasRemoteManagedPools)
        {
            traits.Add("COMPUTE_REMOTE_MANAGED_PORTS");
        }

        traits.Sort(StringComparer.Ordinal);
        return traits;
    }
}
