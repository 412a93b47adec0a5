using Model.Placement;

namespace Model.Scheduling.Policies;

/// <summary>
/// Keeps PFs whole on every host: lets all hosts pass, but puts the allocation candidates first that take VFs from the most used PFs. The
/// first candidate is the one that is claimed. To be named after PciPassthroughFilter and NUMATopologyFilter, which narrow the candidates.
/// </summary>
public sealed class KeepPfsWholeFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(KeepPfsWholeFilter);

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Devices;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.PciRequests.Count > 0 && host.Candidates.Count > 1)
        {
            // Sorting by keys taken once; equal candidates keep Placement's order.
            host.Candidates = [.. host.Candidates.OrderBy(candidate => Left(host, request, candidate))];
        }

        return FilterVerdict.Pass;
    }

    private static int Left(HostState host, RequestSpec request, AllocationCandidate candidate) =>
        CandidatePools.Left(host.PciStats, request.PciRequests, candidate);
}
