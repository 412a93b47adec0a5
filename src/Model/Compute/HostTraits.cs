using Model.Compute.Libvirt;

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

    // The first libvirt that tells of VPD, without which remote-managed ports cannot be bound.
    private static readonly SoftwareVersion RemoteManagedLibvirt = new(7, 9, 0);

    /// <summary>The traits of a host, sorted.</summary>
    /// <param name="facts">The host.</param>
    /// <param name="hasRemoteManagedPools">Whether any tracked pool is remote-managed.</param>
    public static IReadOnlyList<string> Of(ComputeNodeFacts facts, bool hasRemoteManagedPools)
    {
        List<string> traits = [.. Always, .. VirtualIommu.HostTraits(facts.Hypervisor).Where(trait => trait.Value).Select(trait => trait.Key)];
        if (facts.Hardware.Cpus.Count > facts.Hardware.CoreCount)
        {
            traits.Add("HW_CPU_HYPERTHREADING");
        }

        if (hasRemoteManagedPools && facts.Hypervisor.LibvirtVersion >= RemoteManagedLibvirt)
        {
            traits.Add("COMPUTE_REMOTE_MANAGED_PORTS");
        }

        traits.Sort(StringComparer.Ordinal);
        return traits;
    }
}
