using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>Limits the guests on a host (Nova: <c>filters/num_instances_filter.py</c>).</summary>
public sealed class NumInstancesFilter(NovaOptions options) : IHostFilter
{
    private readonly int _limit = options.FilterScheduler.MaxInstancesPerHost;

    /// <inheritdoc/>
    public string Name => "NumInstancesFilter";

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request) => host.InstanceCount < _limit
        ? FilterVerdict.Pass
        : FilterVerdict.FailNumbers("{2} instances are on the host, the limit is {3}", host.InstanceCount, _limit);
}
