using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>numa.csv</c>: a NUMA node of a host, as Nova's books have it.</summary>
[CsvRecord]
public sealed partial record NumaRow
{
    /// <summary>Host name.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>Number of the node.</summary>
    [CsvColumn("node")]
    public required int Node { get; init; }

    /// <summary>Host CPUs that guests may use.</summary>
    [CsvColumn("cpus")]
    public required int Cpus { get; init; }

    /// <summary>Time-weighted mean of pinned and floating virtual CPUs on them; guests without a NUMA topology are on no node.</summary>
    [CsvColumn("cpus_used_mean")]
    public required double CpusUsedMean { get; init; }

    /// <summary>Virtual CPUs on them at the end.</summary>
    [CsvColumn("cpus_used_end")]
    public required double CpusUsedEnd { get; init; }

    /// <summary>Memory of the node in MiB.</summary>
    [CsvColumn("memory_mib")]
    public required long MemoryMib { get; init; }

    /// <summary>Time-weighted mean of guests' memory there, in MiB.</summary>
    [CsvColumn("memory_mib_used_mean")]
    public required double MemoryMibUsedMean { get; init; }

    /// <summary>Guests' memory there at the end, in MiB.</summary>
    [CsvColumn("memory_mib_used_end")]
    public required double MemoryMibUsedEnd { get; init; }

    /// <summary>Tracked PCI devices of the node.</summary>
    [CsvColumn("devices")]
    public required int Devices { get; init; }

    /// <summary>Time-weighted mean of those in use.</summary>
    [CsvColumn("devices_used_mean")]
    public required double DevicesUsedMean { get; init; }

    /// <summary>Those in use at the end.</summary>
    [CsvColumn("devices_used_end")]
    public required int DevicesUsedEnd { get; init; }
}
