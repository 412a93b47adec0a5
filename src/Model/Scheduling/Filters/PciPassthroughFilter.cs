using Model.Configuration;
using Model.Pci;
using Model.Placement;

namespace Model.Scheduling.Filters;

/// <summary>
/// Refuses hosts whose free PCI devices do not serve the guest's requests, and narrows the others' candidates to those whose
/// providers do (Nova: <c>filters/pci_passthrough_filter.py</c>). NUMA affinity is not looked at here.
/// </summary>
public sealed class PciPassthroughFilter(NovaOptions options) : IHostFilter
{
    private readonly bool _looksAtCandidates = options.Release.Features.SchedulerCandidateFilters;

    /// <inheritdoc/>
    public string Name => "PciPassthroughFilter";

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request) => request.PciRequests.Count == 0;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.PciRequests.Count == 0)
        {
            return FilterVerdict.Pass;
        }

        if (host.PciStats is not { } pools)
        {
            return FilterVerdict.Fail("it reports no PCI devices");
        }

        if (!_looksAtCandidates)
        {
            return pools.Supports(request.PciRequests, default(PciProviderMapping), null)
                ? FilterVerdict.Pass
                : FilterVerdict.Fail("its free PCI devices do not serve the request");
        }

        List<AllocationCandidate> kept = [];
        foreach (AllocationCandidate candidate in host.Candidates)
        {
            if (pools.Supports(request.PciRequests, CandidateMapping.Of(candidate), null))
            {
                kept.Add(candidate);
            }
        }

        host.Candidates = kept;
        return kept.Count > 0
            ? FilterVerdict.Pass
            : FilterVerdict.Fail("its free PCI devices do not serve the request");
    }
}
