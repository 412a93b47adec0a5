using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>Says in detail why a filter refused a host: made only when a person asks.</summary>
internal static class HostDetail
{
    /// <summary>The filter that looks at the pools of PCI devices.</summary>
    public const string PciFilter = "PciPassthroughFilter";

    /// <summary>Details of a refusal, one sentence each; none where the filter's own reason says it all.</summary>
    /// <param name="context">The run.</param>
    /// <param name="filter">The filter that refused.</param>
    /// <param name="host">The host.</param>
    /// <param name="request">The request as it was before scheduling.</param>
    /// <param name="candidates">Placement's candidates, of all hosts.</param>
    public static IEnumerable<string> Of(
        FlowContext context, string filter, HostState host, RequestSpec request, IReadOnlyList<AllocationCandidate> candidates)
    {
        if (filter == PciFilter && host.PciStats is { } pools)
        {
            PciProviderMapping? mapping = candidates.FirstOrDefault(candidate => candidate.RootUuid == host.Uuid) is { } first
                ? CandidateMapping.Of(first)
                : null;
            pools.Supports(request.PciRequests, mapping, null, out IReadOnlyList<PciRequestReport> reports);
            foreach (PciRequestReport report in reports.Where(report => report.RefusedBy is not null))
            {
                yield return report.ToString();
            }

            // Whose tags do not match can only be seen with the tags.
            if (reports.Any(report => report.RefusedBy == PciFilterStage.Spec && report.Free > 0))
            {
                yield return $"free: {PoolWords.Of(pools.Pools)}";
            }
        }
        else if (filter == "NUMATopologyFilter" && WhyNotNuma(context, host, request, candidates) is { } failure)
        {
            yield return $"nearest try: {failure}";
            yield return $"free: {string.Join("; ", host.NumaTopology!.Cells.Select(cell => Free(cell, host, request)))}";
        }
    }

    /// <summary>The attempt that came nearest to fitting the guest's cells, or null when they fit or there are none.</summary>
    public static NumaFitFailure? WhyNotNuma(
        FlowContext context, HostState host, RequestSpec request, IReadOnlyList<AllocationCandidate> candidates)
    {
        if (request.NumaTopology is not { Cells.IsEmpty: false } guest || host.NumaTopology is null)
        {
            return null;
        }

        AllocationCandidate[] own = [.. candidates.Where(candidate => candidate.RootUuid == host.Uuid)];
        AllocationCandidate? first = Array.Find(
            own, candidate => host.PciStats?.Supports(request.PciRequests, CandidateMapping.Of(candidate), null) ?? true);
        PciProviderMapping? mapping = first is null ? null : CandidateMapping.Of(first);
        NumaLimits limits = new(host.Record.CpuAllocationRatio, host.Record.RamAllocationRatio, request.NetworkMetadata);
        bool packs = context.Cloud.Controller.Compute.PackingHostNumaCellsAllocationStrategy;
        NumaFitOptions options = new(limits, NumaPciDevices.Of(host.PciStats, request.PciRequests, mapping), packs);
        return NumaExplanation.Of(host.NumaTopology, guest, options).Nearest;
    }

    private static string Free(HostNumaCell cell, HostState host, RequestSpec request)
    {
        List<string> parts = [];
        if (cell.Pcpuset.Count > 0)
        {
            parts.Add(FormattableString.Invariant($"{cell.FreePcpuCount} of {cell.Pcpuset.Count} dedicated CPUs"));
        }

        parts.Add(FormattableString.Invariant($"{cell.AvailableMemoryMb} of {cell.MemoryMb} MiB"));
        foreach (PciRequest wish in request.PciRequests)
        {
            PciRequest single = wish with { Count = 1, NumaPolicy = PciNumaPolicy.Preferred };
            IReadOnlyList<PciPool> pools = host.PciStats?.SuitablePools(single, null, null) ?? [];
            int count = pools.Where(pool => pool.NumaNode == cell.Id).Sum(pool => pool.Count);
            parts.Add(FormattableString.Invariant($"{count} {wish.AliasName ?? wish.RequestId}"));
        }

        return FormattableString.Invariant($"cell {cell.Id} has {string.Join(", ", parts)}");
    }
}
