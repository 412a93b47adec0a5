using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// Limits the guests on a host to the smallest limit of its aggregates, else to the option's
/// (Nova: <c>filters/num_instances_filter.py</c>).
/// </summary>
public sealed class AggregateNumInstancesFilter(NovaOptions options) : IHostFilter
{
    private readonly int _limit = options.FilterScheduler.MaxInstancesPerHost;

    /// <inheritdoc/>
    public string Name => "AggregateNumInstancesFilter";

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        long limit = host.AggregateMinimumInteger("max_instances_per_host", _limit);
        return host.InstanceCount < limit
            ? FilterVerdict.Pass
            : FilterVerdict.FailNumbers("{2} instances are on the host, the limit is {3}", host.InstanceCount, limit);
    }
}
