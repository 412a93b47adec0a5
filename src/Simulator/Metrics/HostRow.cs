using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>hosts.csv</c>.</summary>
[CsvRecord]
public sealed partial record HostRow
{
    /// <summary>Host name.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>Hardware entry of the scenario.</summary>
    [CsvColumn("hardware")]
    public required string Hardware { get; init; }

    /// <summary>Failure domain, or empty.</summary>
    [CsvColumn("rack")]
    public required string Rack { get; init; }

    /// <summary>Availability zone.</summary>
    [CsvColumn("availability_zone")]
    public required string AvailabilityZone { get; init; }

    /// <summary>Virtual CPUs that can be given out (allocation ratio applied).</summary>
    [CsvColumn("vcpus")]
    public required double Vcpus { get; init; }

    /// <summary>Time-weighted mean of virtual CPUs in use.</summary>
    [CsvColumn("vcpus_used_mean")]
    public required double VcpusUsedMean { get; init; }

    /// <summary>Virtual CPUs in use at the end.</summary>
    [CsvColumn("vcpus_used_end")]
    public required double VcpusUsedEnd { get; init; }

    /// <summary>Memory that can be given out, in MiB.</summary>
    [CsvColumn("memory_mib")]
    public required double MemoryMib { get; init; }

    /// <summary>Time-weighted mean of memory in use, in MiB.</summary>
    [CsvColumn("memory_mib_used_mean")]
    public required double MemoryMibUsedMean { get; init; }

    /// <summary>Memory in use at the end, in MiB.</summary>
    [CsvColumn("memory_mib_used_end")]
    public required double MemoryMibUsedEnd { get; init; }

    /// <summary>CPUs for guests with dedicated ones (<c>[compute]cpu_dedicated_set</c>); part of the virtual CPUs.</summary>
    [CsvColumn("dedicated_cpus")]
    public required double DedicatedCpus { get; init; }

    /// <summary>Time-weighted mean of CPUs that guests are pinned to.</summary>
    [CsvColumn("dedicated_cpus_used_mean")]
    public required double DedicatedCpusUsedMean { get; init; }

    /// <summary>CPUs that guests are pinned to at the end.</summary>
    [CsvColumn("dedicated_cpus_used_end")]
    public required double DedicatedCpusUsedEnd { get; init; }

    /// <summary>Disk that can be given out, in GiB.</summary>
    [CsvColumn("disk_gib")]
    public required double DiskGib { get; init; }

    /// <summary>Time-weighted mean of disk in use, in GiB.</summary>
    [CsvColumn("disk_gib_used_mean")]
    public required double DiskGibUsedMean { get; init; }

    /// <summary>Disk in use at the end, in GiB.</summary>
    [CsvColumn("disk_gib_used_end")]
    public required double DiskGibUsedEnd { get; init; }

    /// <summary>PCI devices that the host offers.</summary>
    [CsvColumn("pci_devices")]
    public required int PciDevices { get; init; }

    /// <summary>Time-weighted mean of PCI devices in use.</summary>
    [CsvColumn("pci_used_mean")]
    public required double PciUsedMean { get; init; }

    /// <summary>PCI devices in use at the end.</summary>
    [CsvColumn("pci_used_end")]
    public required double PciUsedEnd { get; init; }

    /// <summary>Servers on the host at the end.</summary>
    [CsvColumn("servers_end")]
    public required int ServersEnd { get; init; }

    /// <summary>Servers that ever ran on the host.</summary>
    [CsvColumn("servers_total")]
    public required int ServersTotal { get; init; }

    /// <summary>Claims that the compute service refused.</summary>
    [CsvColumn("claims_refused")]
    public required int ClaimsRefused { get; init; }
}
