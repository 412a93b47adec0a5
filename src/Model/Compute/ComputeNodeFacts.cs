using Model.Compute.Libvirt;
using Model.Configuration;
using Model.Hardware;

namespace Model.Compute;

/// <summary>What a compute service knows of its machine and configuration when it starts. Immutable.</summary>
public sealed record ComputeNodeFacts
{
    /// <summary>Host name, which is the node's and its root provider's too.</summary>
    public required string Name { get; init; }

    /// <summary>The node's identity, which is its root provider's.</summary>
    public required string Uuid { get; init; }

    /// <summary>The machine.</summary>
    public required HostHardware Hardware { get; init; }

    /// <summary>The PCI devices as the hypervisor reports them; null when it reports what the machine has.</summary>
    public IReadOnlyList<HypervisorPciDevice>? HypervisorDevices { get; init; }

    /// <summary>The host's nova.conf.</summary>
    public required NovaOptions Options { get; init; }

    /// <summary>Local disk in GiB.</summary>
    public int DiskGb { get; init; }

    /// <summary>libvirt, QEMU and what they can emulate.</summary>
    public LibvirtHost Hypervisor { get; init; } = new();
}
