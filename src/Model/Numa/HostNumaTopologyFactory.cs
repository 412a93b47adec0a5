using System.Collections.Immutable;
using System.Globalization;
using Model.Configuration;
using Model.Hardware;
using Model.Python;

namespace Model.Numa;

/// <summary>
/// Builds the NUMA topology that a compute host reports, without any usage
/// (<c>nova/virt/libvirt/driver.py</c>, _get_host_numa_topology).
/// </summary>
public static class HostNumaTopologyFactory
{
    /// <summary>Size in KiB of the pages that memory outside huge pages consists of, on x86.</summary>
    public const long SmallPageKb = 4;

    private const long BytesPerKib = 1024;
    private const long KibPerMib = 1024;

    /// <summary>The host's topology.</summary>
    /// <param name="hardware">The machine.</param>
    /// <param name="compute">CPU sets and reserved huge pages.</param>
    /// <param name="networks">NUMA nodes near networks; null means none.</param>
    /// <exception cref="NovaException">
    /// <c>Invalid</c>: a configured CPU is not there, or a configured set is empty. <c>InvalidNetworkNUMAAffinity</c>: a network
    /// names no node, or one that is not there.
    /// </exception>
    public static HostNumaTopology FromHardware(HostHardware hardware, ComputeOptions compute, HostNetworkAffinity? networks = null)
    {
        CpuSet online = CpuSet.Of([.. hardware.Cpus.Select(cpu => cpu.Id)]);
        (CpuSet shared, CpuSet dedicated) = CpuSets(online, compute);
        CheckNetworks(hardware, networks ?? HostNetworkAffinity.None);
        ImmutableArray<HostNumaCell>.Builder cells = ImmutableArray.CreateBuilder<HostNumaCell>(hardware.NumaNodes.Count);
        foreach (NumaNode node in hardware.NumaNodes)
        {
            IReadOnlyList<LogicalCpu> cpus = hardware.CpusOf(node.Id);
            CpuSet all = CpuSet.Of([.. cpus.Select(cpu => cpu.Id)]);
            int[] sockets = [.. cpus.Select(cpu => cpu.Package).Distinct()];
            cells.Add(new HostNumaCell
            {
                Id = node.Id,
                Socket = sockets.Length == 1 ? sockets[0] : null,
                Cpuset = all.Intersect(shared),
                Pcpuset = all.Intersect(dedicated),
                MemoryMb = node.MemoryBytes / BytesPerKib / KibPerMib,
                Siblings =
                [
                    .. Cores(hardware, cpus).Select(core => core.Intersect(shared.Union(dedicated)).Intersect(all))
                        .Where(core => !core.IsEmpty),
                ],
                Mempages = [.. Pages(node, compute)],
                NetworkMetadata = Near(node.Id, networks ?? HostNetworkAffinity.None),
            });
        }

        return new HostNumaTopology(cells.MoveToImmutable());
    }

    /// <summary>
    /// The host CPUs for floating and for pinned vCPUs. A host that configures neither lets both have all; one that
    /// configures only shared CPUs pins nobody; one that configures only dedicated CPUs floats nobody.
    /// </summary>
    private static (CpuSet Shared, CpuSet Dedicated) CpuSets(CpuSet online, ComputeOptions compute)
    {
        CpuSet? shared = Configured(compute.CpuSharedSet, "cpu_shared_set", online);
        CpuSet? dedicated = Configured(compute.CpuDedicatedSet, "cpu_dedicated_set", online);
        CpuSet floating = shared ?? (dedicated is null ? online : CpuSet.Empty);
        return (floating, dedicated ?? (shared is null ? floating : CpuSet.Empty));
    }

    private static CpuSet? Configured(IReadOnlyList<int>? cpus, string option, CpuSet online)
    {
        if (cpus is null)
        {
            return null;
        }

        CpuSet set = CpuSet.Of([.. cpus]);
        if (set.IsEmpty)
        {
            throw new NovaException("Invalid", $"no CPUs available after parsing '[compute] {option}'");
        }

        return set.IsSubsetOf(online) ? set : throw new NovaException(
            "Invalid", $"'[compute] {option}' names CPUs that are not online; online: {online}, configured: {set}");
    }

    /// <summary>The cores that have a thread in a node, in the order in which Nova keeps them: that of a Python set of tuples.</summary>
    private static IEnumerable<CpuSet> Cores(HostHardware hardware, IReadOnlyList<LogicalCpu> cpus)
    {
        ILookup<(int, int), int> threads = hardware.Cpus.ToLookup(cpu => (cpu.Package, cpu.Core), cpu => cpu.Id);
        int[][] cores = [.. cpus.Select(cpu => (cpu.Package, cpu.Core)).Distinct().Select(core => InSetOrder([.. threads[core]]))];
        return PythonSetOrder.Of([.. cores.Select(PythonSetOrder.TupleHash)]).Select(index => CpuSet.Of(cores[index]));
    }

    private static int[] InSetOrder(int[] threads) => [.. PythonSetOrder.Of([.. threads.Select(cpu => (long)cpu)]).Select(index => threads[index])];

    /// <summary>Small pages come first; libvirt does not count the memory of huge pages among them.</summary>
    private static IEnumerable<HostMemoryPages> Pages(NumaNode node, ComputeOptions compute)
    {
        long hugeKb = node.HugePages.Sum(pages => pages.Total * pages.SizeKiB);
        long smallKb = Math.Max(0, (node.MemoryBytes / BytesPerKib) - hugeKb);
        yield return new HostMemoryPages(SmallPageKb, smallKb / SmallPageKb, 0, Reserved(compute, node.Id, SmallPageKb));
        foreach (HugePages pages in node.HugePages)
        {
            yield return new HostMemoryPages(pages.SizeKiB, pages.Total, 0, Reserved(compute, node.Id, pages.SizeKiB));
        }
    }

    /// <summary>Pages kept back; of several entries for one node and size the last counts.</summary>
    private static long Reserved(ComputeOptions compute, int node, long sizeKb) =>
        compute.ReservedHugePages.LastOrDefault(pages => pages.Node == node && pages.SizeKb == sizeKb)?.Count ?? 0;

    private static NumaNetworkMetadata Near(int node, HostNetworkAffinity networks) => new(
        [.. networks.Physnets.Where(entry => entry.Nodes.Contains(node)).Select(entry => entry.Physnet).Order(StringComparer.Ordinal)],
        networks.TunnelNodes.Contains(node));

    private static void CheckNetworks(HostHardware hardware, HostNetworkAffinity networks)
    {
        foreach ((string physnet, ImmutableArray<int> nodes) in networks.Physnets)
        {
            if (nodes.IsEmpty)
            {
                throw RefuseNetworks($"the physical network '{physnet}' has no '[neutron_physnet_{physnet}] numa_nodes'");
            }

            CheckNodes(hardware, nodes, $"physical network '{physnet}'");
        }

        CheckNodes(hardware, networks.TunnelNodes, "tunnelled networks");
    }

    private static void CheckNodes(HostHardware hardware, ImmutableArray<int> nodes, string network)
    {
        foreach (int node in nodes)
        {
            if (!hardware.NumaNodes.Any(known => known.Id == node))
            {
                throw RefuseNetworks(string.Create(CultureInfo.InvariantCulture, $"the host has no NUMA node {node}, named for {network}"));
            }
        }
    }

    private static NovaException RefuseNetworks(string reason) =>
        new("InvalidNetworkNUMAAffinity", $"Invalid NUMA network affinity configured: {reason}");
}
