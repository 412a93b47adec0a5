using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>Limits the I/O operations (builds, moves, snapshots) in progress on a host (Nova: <c>filters/io_ops_filter.py</c>).</summary>
public sealed class IoOpsFilter(NovaOptions options) : IHostFilter
{
    private readonly int _limit = options.FilterScheduler.MaxIoOpsPerHost;

    /// <inheritdoc/>
    public string Name => "IoOpsFilter";

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request) => host.IoOperations < _limit
        ? FilterVerdict.Pass
        : FilterVerdict.FailNumbers("{2} I/O operations are running, the limit is {3}", host.IoOperations, _limit);
}
