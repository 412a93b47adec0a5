using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Numa;

namespace Conformance.Tests.Nova;

/// <summary>How Nova's vectors spell NUMA topologies.</summary>
internal static class NumaValues
{
    /// <summary>A host's cells.</summary>
    public static HostNumaTopology Host(IReadOnlyList<CaseReader> cells) => new([.. cells.Select(HostCell)]);

    /// <summary>A guest's topology.</summary>
    public static InstanceNumaTopology Instance(CaseReader instance)
    {
        string? emulator = instance.Get("emulator_threads_policy").GetString();
        EmulatorThreadsPolicy? policy = emulator is null ? null
            : EmulatorThreadsPolicies.TryParse(emulator, out EmulatorThreadsPolicy parsed) ? parsed
            : throw new ConformanceException($"emulator threads policy '{emulator}' is not understood");
        return new InstanceNumaTopology([.. instance.Members("cells").Select(InstanceCell)], policy);
    }

    /// <summary>A guest cell before a fit, as the vectors show it.</summary>
    public static JsonObject Show(InstanceNumaCell cell) => new()
    {
        ["id"] = cell.Id,
        ["cpuset"] = Show(cell.Cpuset),
        ["pcpuset"] = Show(cell.Pcpuset),
        ["memory"] = cell.MemoryMb,
        ["pagesize"] = cell.PageSizeKb,
        ["cpu_policy"] = cell.CpuPolicy?.ToName(),
        ["cpu_thread_policy"] = cell.CpuThreadPolicy?.ToName(),
    };

    /// <summary>A set of CPUs, ascending.</summary>
    public static JsonArray Show(CpuSet cpus) => [.. cpus.ToArray().Select(cpu => JsonValue.Create(cpu))];

    /// <summary>Networks near a cell or needed by a guest.</summary>
    public static NumaNetworkMetadata? Networks(CaseReader? metadata) => metadata is null ? null : new NumaNetworkMetadata(
        [.. VectorValues.Strings(metadata.Get("physnets"))], metadata.Get("tunneled").GetBoolean());

    private static HostNumaCell HostCell(CaseReader cell) => new()
    {
        Id = cell.Get("id").GetInt32(),
        Socket = VectorValues.IntegerOrNull(cell.Get("socket")),
        Cpuset = Cpus(cell.Get("cpuset")),
        Pcpuset = Cpus(cell.Get("pcpuset")),
        MemoryMb = cell.Get("memory").GetInt64(),
        CpuUsage = cell.Get("cpu_usage").GetInt32(),
        MemoryUsageMb = cell.Get("memory_usage").GetInt64(),
        PinnedCpus = Cpus(cell.Get("pinned_cpus")),
        Siblings = [.. cell.Get("siblings").EnumerateArray().Select(Cpus)],
        Mempages = [.. cell.Members("mempages").Select(Pages)],
        NetworkMetadata = Networks(cell.MemberOrNull("network_metadata")),
    };

    private static InstanceNumaCell InstanceCell(CaseReader cell)
    {
        string? policy = cell.Get("cpu_policy").GetString();
        string? threads = cell.Get("cpu_thread_policy").GetString();
        JsonElement pageSize = cell.Get("pagesize");
        return new InstanceNumaCell
        {
            Id = cell.Get("id").GetInt32(),
            Cpuset = Cpus(cell.Get("cpuset")),
            Pcpuset = Cpus(cell.Get("pcpuset")),
            MemoryMb = cell.Get("memory").GetInt64(),
            PageSizeKb = pageSize.ValueKind == JsonValueKind.Null ? null : pageSize.GetInt64(),
            CpuPolicy = policy is null ? null
                : CpuAllocationPolicies.TryParse(policy, out CpuAllocationPolicy parsed) ? parsed
                : throw new ConformanceException($"CPU policy '{policy}' is not understood"),
            CpuThreadPolicy = threads is null ? null
                : CpuThreadPolicies.TryParse(threads, out CpuThreadPolicy parsedThreads) ? parsedThreads
                : throw new ConformanceException($"CPU thread policy '{threads}' is not understood"),
        };
    }

    private static HostMemoryPages Pages(CaseReader pages) => new(
        pages.Get("size_kb").GetInt64(), pages.Get("total").GetInt64(), pages.Get("used").GetInt64(), pages.Get("reserved").GetInt64());

    private static CpuSet Cpus(JsonElement cpus) => CpuSet.Of([.. cpus.EnumerateArray().Select(cpu => cpu.GetInt32())]);
}
