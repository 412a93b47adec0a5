using Model.Configuration;
using Model.Pci;

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
    public RequestParts? Basis => RequestParts.Devices;

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

        if (pools.LacksDevices(request.PciRequests))
        {
            host.Candidates = [];
        }
        else
        {
            Keep(host, request, pools);
        }

        return host.CandidateCount > 0
            ? FilterVerdict.Pass
            : FilterVerdict.Fail("its free PCI devices do not serve the request");
    }

    private static void Keep(HostState host, RequestSpec request, PciStats pools)
    {
        int count = host.CandidateCount;
        Span<bool> keeps = count <= 256 ? stackalloc bool[count] : new bool[count];
        for (int place = 0; place < count; place++)
        {
            keeps[place] = pools.Supports(request.PciRequests, host.MappingOf(place), null);
        }

        host.KeepCandidates(keeps);
    }
}
