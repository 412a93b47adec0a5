using Model.Pci;

namespace Model.Tests.Pci;

/// <summary>The chain of tests that a request puts pools to, written down in the order of <c>nova/pci/stats.py</c>.</summary>
internal static class NaivePoolFilter
{
    /// <summary>The pools for a request in the order in which they are used up; null when an early test leaves too few devices.</summary>
    public static List<NaiveTracker.Pool>? Suitable(
        List<NaiveTracker.Pool> all, PciRequest request, IReadOnlyList<int> cells, IReadOnlyList<PciHostCell> host)
    {
        List<NaiveTracker.Pool> pools = [.. all.Where(pool => request.Spec.Any(spec => Matches(pool, spec)))];
        if (Total(pools) < request.Count)
        {
            return null;
        }

        pools = cells.Count == 0 ? pools : Near(pools, request, cells, host);
        if (Total(pools) < request.Count)
        {
            return null;
        }

        if (request.Spec.All(spec => spec.GetValueOrDefault("dev_type") != "type-PF"))
        {
            pools.RemoveAll(pool => pool.Keys["dev_type"] == "type-PF");
        }

        if (Total(pools) < request.Count)
        {
            return null;
        }

        if (request.Spec.All(spec => spec.GetValueOrDefault("dev_type") != "vdpa"))
        {
            pools.RemoveAll(pool => pool.Keys["dev_type"] == "vdpa");
        }

        if (request.Spec.All(spec => spec.GetValueOrDefault("remote_managed")?.ToLowerInvariant() != "true"))
        {
            pools.RemoveAll(pool => pool.Keys.GetValueOrDefault("remote_managed") == "true");
        }

        foreach (string value in new[] { "true", "false" })
        {
            if (request.Spec.All(spec => spec.GetValueOrDefault("live_migratable") == value))
            {
                pools.RemoveAll(pool => pool.Keys.GetValueOrDefault("live_migratable") != value);
            }
        }

        return Total(pools) < request.Count ? null : pools;
    }

    private static bool Matches(NaiveTracker.Pool pool, IReadOnlyDictionary<string, string?> spec) => spec
        .Where(pair => pair.Key is not ("resource_class" or "traits" or "rp_uuids" or "rp_uuid"))
        .All(pair => pool.Keys.GetValueOrDefault(pair.Key)?.ToLowerInvariant() == pair.Value?.ToLowerInvariant());

    private static int Total(IEnumerable<NaiveTracker.Pool> pools) => pools.Sum(pool => pool.Count);

    private static List<NaiveTracker.Pool> Near(
        List<NaiveTracker.Pool> pools, PciRequest request, IReadOnlyList<int> cells, IReadOnlyList<PciHostCell> host)
    {
        List<string?> nodes = [.. cells.Select(cell => $"#{cell}")];
        List<NaiveTracker.Pool> strict = In(pools, nodes);
        PciNumaPolicy policy = request.NumaPolicy ?? PciNumaPolicy.Legacy;
        if (policy == PciNumaPolicy.Required || Total(strict) >= request.Count)
        {
            return strict;
        }

        if (policy == PciNumaPolicy.Socket)
        {
            List<int?> sockets = [.. host.Where(cell => cells.Contains(cell.Id)).Select(cell => cell.Socket)];
            return host.Any(cell => cell.Socket is null)
                ? []
                : In(pools, [.. host.Where(cell => sockets.Contains(cell.Socket)).Select(cell => $"#{cell.Id}")]);
        }

        nodes.Add(null);
        List<NaiveTracker.Pool> loose = In(pools, nodes);
        return policy == PciNumaPolicy.Legacy || Total(loose) >= request.Count
            ? loose
            : [.. pools.OrderBy(pool => nodes.Contains(pool.Keys["numa_node"]) ? 0 : 1)];
    }

    private static List<NaiveTracker.Pool> In(List<NaiveTracker.Pool> pools, List<string?> nodes) =>
        [.. pools.Where(pool => nodes.Contains(pool.Keys["numa_node"]))];
}
