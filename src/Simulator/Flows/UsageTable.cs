using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>Adds up the use of hosts and devices, for the whole cloud and by aggregate.</summary>
internal static class UsageTable
{
    /// <summary>The rows: the whole cloud first, then the aggregates in the scenario's order.</summary>
    public static IReadOnlyList<UsageRow> Of(Cloud cloud, IReadOnlyList<HostRow> hosts, IReadOnlyList<DeviceRow> devices)
    {
        List<UsageRow> rows = [];
        Add(rows, "", hosts, devices);
        foreach (string aggregate in cloud.Scenario.Aggregates.Select(aggregate => aggregate.Name))
        {
            HashSet<string> members =
                [.. cloud.Hosts.Where(host => host.Definition.Aggregates.Contains(aggregate)).Select(host => host.Name)];
            Add(rows, aggregate, [.. hosts.Where(row => members.Contains(row.Host))], [.. devices.Where(row => members.Contains(row.Host))]);
        }

        return rows;
    }

    private static void Add(List<UsageRow> rows, string aggregate, IReadOnlyList<HostRow> hosts, IReadOnlyList<DeviceRow> devices)
    {
        rows.Add(Row(aggregate, "vcpus", hosts.Sum(row => row.Vcpus), hosts.Sum(row => row.VcpusUsedMean), hosts.Sum(row => row.VcpusUsedEnd)));
        rows.Add(Row(
            aggregate,
            "memory_mib",
            hosts.Sum(row => row.MemoryMib),
            hosts.Sum(row => row.MemoryMibUsedMean),
            hosts.Sum(row => row.MemoryMibUsedEnd)));
        rows.Add(Row(
            aggregate,
            "dedicated_cpus",
            hosts.Sum(row => row.DedicatedCpus),
            hosts.Sum(row => row.DedicatedCpusUsedMean),
            hosts.Sum(row => row.DedicatedCpusUsedEnd)));
        rows.Add(Row(
            aggregate, "disk_gib", hosts.Sum(row => row.DiskGib), hosts.Sum(row => row.DiskGibUsedMean), hosts.Sum(row => row.DiskGibUsedEnd)));
        rows.AddRange(devices.GroupBy(row => $"{row.VendorId}:{row.ProductId} {row.Type}")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(aggregate, group.Key, group.Count(), group.Sum(row => row.BusyShare), group.Count(row => row.Server.Length > 0))));
    }

    private static UsageRow Row(string aggregate, string resource, double capacity, double mean, double end) => new()
    {
        Aggregate = aggregate,
        Resource = resource,
        Capacity = capacity,
        UsedMean = mean,
        UsedEnd = end,
        ShareMean = capacity > 0 ? mean / capacity : 0,
    };
}
