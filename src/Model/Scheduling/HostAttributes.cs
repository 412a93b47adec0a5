using System.Net;

namespace Model.Scheduling;

/// <summary>
/// What extra specs and JSON queries can ask of a host by name: the attributes of Nova's host state
/// (<c>nova/scheduler/host_manager.py</c>), with their values as Python would show them.
/// </summary>
public static class HostAttributes
{
    private static readonly Dictionary<string, Func<HostState, object?>> Readers = new(StringComparer.Ordinal)
    {
        ["host"] = host => host.Host,
        ["nodename"] = host => host.Node,
        ["uuid"] = host => host.Uuid,
        ["total_usable_ram_mb"] = host => host.Record.MemoryMb,
        ["total_usable_disk_gb"] = host => host.Record.LocalGb,
        ["disk_mb_used"] = host => host.Record.LocalGbUsed * 1024,
        ["free_ram_mb"] = host => host.FreeRamMb,
        ["free_disk_mb"] = host => host.FreeDiskMb,
        ["vcpus_total"] = host => (long)host.Record.Vcpus,
        ["vcpus_used"] = host => (long)host.VcpusUsed,
        ["num_instances"] = host => (long)host.InstanceCount,
        ["num_io_ops"] = host => (long)host.IoOperations,
        ["failed_builds"] = host => (long)host.Record.FailedBuilds,
        ["host_ip"] = Address,
        ["hypervisor_type"] = host => host.Record.HypervisorType,
        ["hypervisor_version"] = host => host.Record.HypervisorVersion,
        ["hypervisor_hostname"] = host => host.Node,
        ["cpu_info"] = host => host.Record.CpuInfo,
        ["supported_instances"] = SupportedGuests,
        ["ram_allocation_ratio"] = host => host.Record.RamAllocationRatio,
        ["cpu_allocation_ratio"] = host => host.Record.CpuAllocationRatio,
        ["disk_allocation_ratio"] = host => host.Record.DiskAllocationRatio,
        ["cell_uuid"] = host => host.Cell,
        ["stats"] = Stats,
        ["service"] = Service,
        ["updated"] = _ => null,
        ["pci_stats"] = _ => new OpaqueValue("<pci_stats>"),
        ["numa_topology"] = _ => null,
        ["limits"] = _ => new LooseMap(),
        ["metrics"] = _ => new OpaqueValue("<metrics>"),
        ["aggregates"] = host => Objects(host.Aggregates.Count, "<aggregate>"),
        ["instances"] = Guests,
        ["allocation_candidates"] = host => Objects(host.CandidateCount, "<allocation_candidate>"),
        ["update"] = _ => new OpaqueValue("<update>"),
        ["consume_from_request"] = _ => new OpaqueValue("<consume_from_request>"),
    };

    /// <summary>Whether hosts have an attribute of this name, whatever its value.</summary>
    public static bool Exists(string name) => Readers.ContainsKey(name);

    /// <summary>The value of an attribute, or null.</summary>
    public static object? Get(HostState host, string name) =>
        Readers.TryGetValue(name, out Func<HostState, object?>? reader) ? reader(host) : null;

    /// <summary>Whether the host's driver reports a statistic of this name, and its text (which may be null).</summary>
    public static bool TryGetStatistic(HostState host, string name, out string? value)
    {
        foreach (KeyValuePair<string, string?> pair in host.Record.Stats)
        {
            if (pair.Key == name)
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    private static List<object?> SupportedGuests(HostState host) =>
        [.. host.Record.SupportedGuests.Select(kind => (object?)new List<object?> { kind.Architecture, kind.HypervisorType, kind.VmMode })];

    /// <summary>An address is an object, not a text: it has one, but JSON queries find it equal to none.</summary>
    private static OpaqueValue? Address(HostState host) => host.Record.HostIp is { } text
        ? new OpaqueValue(IPAddress.TryParse(text, out IPAddress? address) ? address.ToString() : text)
        : null;

    private static List<object?> Objects(int count, string text) =>
        [.. Enumerable.Range(0, count).Select(_ => (object?)new OpaqueValue(text))];

    private static LooseMap Guests(HostState host)
    {
        LooseMap map = new();
        foreach (string instance in host.Instances.Keys.Order(StringComparer.Ordinal))
        {
            map.Set(instance, new OpaqueValue("<instance>"));
        }

        return map;
    }

    private static LooseMap Stats(HostState host)
    {
        LooseMap map = new();
        foreach (KeyValuePair<string, string?> pair in host.Record.Stats)
        {
            map.Set(pair.Key, pair.Value);
        }

        return map;
    }

    private static LooseMap Service(HostState host)
    {
        LooseMap map = new() { IsWrapped = true };
        map.Set("host", host.Host);
        map.Set("disabled", host.Service.Disabled);
        map.Set("forced_down", host.Service.ForcedDown);
        return map;
    }
}
