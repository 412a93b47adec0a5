using System.Collections.Immutable;
using Model.Compute;
using Model.Python;

namespace Model.Numa;

/// <summary>
/// Splits a flavor's vCPUs and memory over guest cells: evenly, or as flavor or image map them
/// (<c>nova/virt/hardware.py</c>, _get_numa_topology_auto and _get_numa_topology_manual).
/// </summary>
internal static class GuestCells
{
    /// <summary>The number of guest cells asked for, clamped to 31 bits; null when nobody asks.</summary>
    /// <exception cref="NovaException"><c>ImageNUMATopologyForbidden</c> or <c>InvalidNUMANodesNumber</c>.</exception>
    public static int? Count(Flavor flavor, NumaImageProperties image)
    {
        string? wanted = flavor.ExtraSpec("hw:numa_nodes");
        if (string.IsNullOrEmpty(wanted))
        {
            return image.Nodes switch
            {
                null => null,
                < 1 => throw RefuseCount($"{image.Nodes}"),
                _ => (int)Math.Min(image.Nodes.Value, int.MaxValue),
            };
        }

        if (image.Nodes is not null and not 0)
        {
            throw Forbid("hw_numa_nodes");
        }

        return PythonNumber.IsCanonicalInteger(wanted) && PythonNumber.ParseInteger(wanted) is >= 1 and long count
            ? (int)Math.Min(count, int.MaxValue)
            : throw RefuseCount(wanted);
    }

    /// <summary>The cells with their vCPUs and memory; policies and page size are not set yet.</summary>
    /// <param name="flavor">Gives the vCPUs, the memory and perhaps the map.</param>
    /// <param name="image">Gives the map where the flavor has none.</param>
    /// <param name="nodes">Number of cells, at least 1.</param>
    /// <param name="pinned">The vCPUs to be pinned.</param>
    /// <exception cref="NovaException"><c>ImageNUMATopology…</c>, or <c>ValueError</c> or <c>Invalid</c> for an unreadable map.</exception>
    public static ImmutableArray<InstanceNumaCell> Build(Flavor flavor, NumaImageProperties image, int nodes, CpuSet pinned)
    {
        ImmutableArray<CpuSet>? cpus = Mapping(flavor, "hw:numa_cpus", CpuSpec.Parse, image.Cpus, "hw_numa_cpus");
        ImmutableArray<long>? memory = Mapping(flavor, "hw:numa_mem", PythonNumber.ParseInteger, image.MemoryMb, "hw_numa_mem");
        if (cpus is null && memory is null)
        {
            return Even(flavor, nodes, pinned);
        }

        return cpus is { } cpuMap && memory is { } memoryMap && cpuMap.Length == nodes && memoryMap.Length == nodes
            ? Mapped(flavor, pinned, cpuMap, memoryMap)
            : throw new NovaException(
                "ImageNUMATopologyIncomplete", "CPU and memory allocation must be provided for all NUMA nodes");
    }

    private static ImmutableArray<T>? Mapping<T>(
        Flavor flavor, string key, Func<string, T> parse, ImmutableArray<T>? image, string imageKey)
    {
        ImmutableArray<T>? own = NumaImageProperties.Numbered(flavor.ExtraSpec, key, parse);
        if (own is null)
        {
            return image;
        }

        return image is null ? own : throw Forbid(imageKey);
    }

    private static ImmutableArray<InstanceNumaCell> Even(Flavor flavor, int nodes, CpuSet pinned)
    {
        if (flavor.Vcpus % nodes > 0 || flavor.MemoryMb % nodes > 0)
        {
            throw new NovaException(
                "ImageNUMATopologyAsymmetric", "vCPUs or memory do not divide evenly over the NUMA nodes; map them explicitly");
        }

        ImmutableArray<InstanceNumaCell>.Builder cells = ImmutableArray.CreateBuilder<InstanceNumaCell>(nodes);
        int cpusEach = flavor.Vcpus / nodes;
        for (int node = 0; node < nodes; node++)
        {
            cells.Add(Cell(node, CpuSet.Range(node * cpusEach, cpusEach), pinned, flavor.MemoryMb / nodes));
        }

        return cells.MoveToImmutable();
    }

    private static ImmutableArray<InstanceNumaCell> Mapped(
        Flavor flavor, CpuSet pinned, ImmutableArray<CpuSet> cpuMap, ImmutableArray<long> memoryMap)
    {
        ImmutableArray<InstanceNumaCell>.Builder cells = ImmutableArray.CreateBuilder<InstanceNumaCell>(cpuMap.Length);
        CpuSet unassigned = CpuSet.Range(0, flavor.Vcpus);
        Int128 total = 0;
        for (int node = 0; node < cpuMap.Length; node++)
        {
            foreach (int cpu in cpuMap[node])
            {
                if (cpu >= flavor.Vcpus)
                {
                    throw new NovaException("ImageNUMATopologyCPUOutOfRange", $"CPU number {cpu} is larger than max {flavor.Vcpus - 1}");
                }

                if (!unassigned.Contains(cpu))
                {
                    throw new NovaException("ImageNUMATopologyCPUDuplicates", $"CPU number {cpu} is assigned to two nodes");
                }
            }

            unassigned = unassigned.Except(cpuMap[node]);
            total += memoryMap[node];
            cells.Add(Cell(node, cpuMap[node], pinned, memoryMap[node]));
        }

        if (!unassigned.IsEmpty)
        {
            throw new NovaException("ImageNUMATopologyCPUsUnassigned", $"CPU number {unassigned} is not assigned to any node");
        }

        return total == flavor.MemoryMb ? cells.MoveToImmutable() : throw new NovaException(
            "ImageNUMATopologyMemoryOutOfRange", $"{total} MB of memory assigned, but expected {flavor.MemoryMb} MB");
    }

    private static InstanceNumaCell Cell(int id, CpuSet cpus, CpuSet pinned, long memoryMb) => new()
    {
        Id = id,
        Cpuset = cpus.Except(pinned),
        Pcpuset = cpus.Intersect(pinned),
        MemoryMb = memoryMb,
    };

    private static NovaException Forbid(string name) =>
        new("ImageNUMATopologyForbidden", $"image property '{name}' must not override the flavor's NUMA configuration");

    private static NovaException RefuseCount(string nodes) =>
        new("InvalidNUMANodesNumber", $"The property 'numa_nodes' cannot be '{nodes}'. It must be a number greater than 0");
}
