using Model.Numa;
using Model.Pci;

namespace Model.Scheduling;

/// <summary>
/// A compute node as the database holds it: what the node's last update said (Nova: <c>objects/compute_node.py</c>).
/// Immutable, so that several schedulers can keep copies of different age.
/// </summary>
public sealed record ComputeNodeRecord
{
    /// <summary>The service's host name.</summary>
    public required string Host { get; init; }

    /// <summary>The node's name; equal to the host's except for bare metal.</summary>
    public required string Node { get; init; }

    /// <summary>The node's identity, which is its root resource provider's.</summary>
    public required string Uuid { get; init; }

    /// <summary>The cell the host belongs to.</summary>
    public string Cell { get; init; } = "cell1";

    /// <summary>All memory in MiB.</summary>
    public long MemoryMb { get; init; }

    /// <summary>Memory not given to guests, in MiB; negative when memory is oversubscribed.</summary>
    public long FreeRamMb { get; init; }

    /// <summary>All local disk in GiB.</summary>
    public long LocalGb { get; init; }

    /// <summary>Local disk given to guests, in GiB.</summary>
    public long LocalGbUsed { get; init; }

    /// <summary>Local disk not given to guests, in GiB; may be negative.</summary>
    public long FreeDiskGb { get; init; }

    /// <summary>Disk that is really free when sparse images are counted in full, in GiB; null when not known.</summary>
    public long? DiskAvailableLeast { get; init; }

    /// <summary>CPUs for guests.</summary>
    public int Vcpus { get; init; }

    /// <summary>Virtual CPUs given to guests.</summary>
    public int VcpusUsed { get; init; }

    /// <summary>How many virtual CPUs a CPU may carry.</summary>
    public double CpuAllocationRatio { get; init; } = 16.0;

    /// <summary>How far memory may be oversubscribed.</summary>
    public double RamAllocationRatio { get; init; } = 1.5;

    /// <summary>How far disk may be oversubscribed.</summary>
    public double DiskAllocationRatio { get; init; } = 1.0;

    /// <summary>For example <c>QEMU</c>.</summary>
    public string? HypervisorType { get; init; }

    /// <summary>Major · 1,000,000 + minor · 1,000 + micro; null when not reported.</summary>
    public long? HypervisorVersion { get; init; }

    /// <summary>JSON text that describes the CPU model.</summary>
    public string? CpuInfo { get; init; }

    /// <summary>The management address.</summary>
    public string? HostIp { get; init; }

    /// <summary>Architecture, hypervisor type and VM mode of each kind of guest that runs here.</summary>
    public IReadOnlyList<GuestKind> SupportedGuests { get; init; } = [];

    /// <summary>Counters and whatever else the driver reports, in the order reported; the values are text.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Stats { get; init; } = [];

    /// <summary>Figures of compute monitors, null when none is configured.</summary>
    public IReadOnlyList<HostMetric> Metrics { get; init; } = [];

    /// <summary>The node's NUMA cells with what runs on them, or null when it reports none.</summary>
    public HostNumaTopology? NumaTopology { get; init; }

    /// <summary>
    /// The pools of free PCI devices as the node published them (<see cref="Pci.PciStats.Snapshot"/>), or null when it reports none. Only
    /// read through this record, so that copies may share it.
    /// </summary>
    public PciStats? PciStats { get; init; }

    /// <summary>Guests on the node, from <see cref="Stats"/> <c>num_instances</c>.</summary>
    public int InstanceCount { get; init; }

    /// <summary>Builds, moves, snapshots and the like in progress, from <see cref="Stats"/> <c>io_workload</c>.</summary>
    public int IoOperations { get; init; }

    /// <summary>Builds that failed in a row, from <see cref="Stats"/> <c>failed_builds</c>.</summary>
    public int FailedBuilds { get; init; }
}
