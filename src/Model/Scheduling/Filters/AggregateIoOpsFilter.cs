using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// Limits the I/O operations (builds, moves, snapshots) in progress on a host to the smallest limit of its aggregates, else to the option's
/// (Nova: <c>filters/io_ops_filter.py</c>).
/// </summary>
public sealed class AggregateIoOpsFilter(NovaOptions options) : IHostFilter
{
    private readonly int _limit = options.FilterScheduler.MaxIoOpsPerHost;

    /// <inheritdoc/>
    public string Name => "AggregateIoOpsFilter";

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        long limit = host.AggregateMinimumInteger("max_io_ops_per_host", _limit);
        return host.IoOperations < limit
            ? FilterVerdict.Pass
            : FilterVerdict.FailNumbers("{2} I/O operations are running, the limit is {3}", host.IoOperations, limit);
    }
}
