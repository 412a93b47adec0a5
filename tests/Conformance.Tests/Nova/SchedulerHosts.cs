using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>How Nova's vectors spell the hosts that the scheduler looks at, with the recording's defaults.</summary>
internal static class SchedulerHosts
{
    private const int DefaultMemoryMb = 8192;
    private const int DefaultDiskGb = 100;
    private const int DefaultVcpus = 16;

    /// <summary>One host. Its service reports, unless the vector says otherwise.</summary>
    /// <param name="host">The vector's host.</param>
    /// <param name="missingCells">Cells whose own record is gone.</param>
    public static HostState Read(CaseReader host, IReadOnlyList<string>? missingCells = null)
    {
        ComputeNodeRecord record = Record(host);
        return new HostState(record, Service(host.MemberOrNull("service")))
        {
            Aggregates = Aggregates(host),
            Instances = Instances(host),
            IsCellKnown = missingCells?.Contains(record.Cell) != true,
        };
    }

    private static ComputeNodeRecord Record(CaseReader host)
    {
        string name = host.Get("name").GetString()!;
        IReadOnlyList<KeyValuePair<string, string?>> stats = Stats(host);
        HostNumaTopology? topology = Topology(host);
        long memory = Integer(host, "memory_mb", DefaultMemoryMb);
        return new ComputeNodeRecord
        {
            Host = name,
            Node = Text(host, "node") ?? name,
            Uuid = Text(host, "uuid") ?? name,
            Cell = host.TryGet("cell", out JsonElement cell) ? cell.GetRawText() : "1",
            MemoryMb = memory,
            FreeRamMb = Integer(host, "free_ram_mb", DefaultMemoryMb),
            LocalGb = Integer(host, "local_gb", DefaultDiskGb),
            FreeDiskGb = Integer(host, "free_disk_gb", DefaultDiskGb),
            DiskAvailableLeast = IntegerOrNull(host, "disk_available_least"),
            Vcpus = (int)Integer(host, "vcpus", DefaultVcpus),
            VcpusUsed = (int)Integer(host, "vcpus_used", 0),
            CpuAllocationRatio = Number(host, "cpu_allocation_ratio", 16.0),
            RamAllocationRatio = Number(host, "ram_allocation_ratio", 1.5),
            HypervisorType = Text(host, "hypervisor_type") ?? "QEMU",
            HypervisorVersion = host.TryGet("hypervisor_version", out _) ? IntegerOrNull(host, "hypervisor_version") : 8002002,
            CpuInfo = Text(host, "cpu_info"),
            HostIp = Text(host, "host_ip") ?? "10.0.0.1",
            SupportedGuests = SupportedGuests(host),
            NumaTopology = topology,
            PciStats = PciStats.FromPools(
                host.TryGet("pci_pools", out JsonElement pools) && pools.ValueKind != JsonValueKind.Null
                    ? PciValues.Pools(host.Members("pci_pools"))
                    : [],
                topology?.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket)).ToList()),
            Stats = stats,
            Metrics = Metrics(host),
            InstanceCount = Statistic(stats, "num_instances"),
            IoOperations = Statistic(stats, "io_workload"),
            FailedBuilds = Statistic(stats, "failed_builds"),
        };
    }

    /// <summary>The cells of a host, or null.</summary>
    public static HostNumaTopology? Topology(CaseReader host) =>
        host.TryGet("numa_cells", out JsonElement cells) && cells.ValueKind != JsonValueKind.Null
            ? NumaValues.Host(host.Members("numa_cells"))
            : null;

    private static ServiceState Service(CaseReader? service)
    {
        bool Flag(string name) => service is not null && service.TryGet(name, out JsonElement value) && value.GetBoolean();
        TimeSpan? Age(string name, double? byDefault)
        {
            if (service is null || !service.TryGet(name, out JsonElement seconds))
            {
                return byDefault is { } age ? TimeSpan.FromSeconds(-age) : null;
            }

            return seconds.ValueKind == JsonValueKind.Null ? null : TimeSpan.FromSeconds(-seconds.GetDouble());
        }

        return new ServiceState
        {
            Disabled = Flag("disabled"),
            ForcedDown = Flag("forced_down"),
            LastSeen = Age("last_seen", 0),
            Created = Age("created", null),
        };
    }

    private static List<HostAggregate> Aggregates(CaseReader host) => host.TryGet("aggregates", out JsonElement aggregates)
        ? [.. aggregates.EnumerateArray().Select((metadata, index) => new HostAggregate($"aggregate{index}", VectorValues.Pairs(metadata)))]
        : [];

    private static Dictionary<string, Image?> Instances(CaseReader host)
    {
        Dictionary<string, Image?> instances = new(StringComparer.Ordinal);
        CaseReader? images = host.MemberOrNull("instance_images");
        foreach (string uuid in host.TryGet("instances", out JsonElement list) ? VectorValues.Strings(list) : [])
        {
            instances[uuid] = images is not null && images.TryGet(uuid, out JsonElement properties)
                ? new Image { Name = uuid, Properties = VectorValues.Pairs(properties) }
                : null;
        }

        return instances;
    }

    private static List<GuestKind> SupportedGuests(CaseReader host)
    {
        if (!host.TryGet("supported_instances", out JsonElement kinds))
        {
            return [new GuestKind("x86_64", "kvm", "hvm")];
        }

        return [.. kinds.EnumerateArray().Select(VectorValues.Strings).Select(kind => GuestKind.Read(kind[0], kind[1], kind[2]))];
    }

    private static List<HostMetric> Metrics(CaseReader host) => host.TryGet("metrics", out _)
        ? [.. host.Members("metrics").Select(metric => HostMetric.FromMonitor(
            metric.Get("name").GetString()!, metric.Get("value").GetDouble()))]
        : [];

    private static List<KeyValuePair<string, string?>> Stats(CaseReader host) => host.TryGet("stats", out JsonElement stats)
        ? [.. stats.EnumerateObject().Select(member => KeyValuePair.Create(
            member.Name, member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ToString()))]
        : [];

    private static int Statistic(IReadOnlyList<KeyValuePair<string, string?>> stats, string name) =>
        int.Parse(stats.FirstOrDefault(pair => pair.Key == name).Value ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(CaseReader host, string name) => host.TryGet(name, out JsonElement value) ? value.GetString() : null;

    private static long Integer(CaseReader host, string name, long byDefault) =>
        host.TryGet(name, out JsonElement value) ? value.GetInt64() : byDefault;

    private static long? IntegerOrNull(CaseReader host, string name) =>
        host.TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt64() : null;

    private static double Number(CaseReader host, string name, double byDefault) =>
        host.TryGet(name, out JsonElement value) ? value.GetDouble() : byDefault;
}
