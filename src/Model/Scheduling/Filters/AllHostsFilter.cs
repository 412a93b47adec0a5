namespace Model.Scheduling.Filters;

/// <summary>Lets every host pass (Nova: <c>filters/all_hosts_filter.py</c>).</summary>
public sealed class AllHostsFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "AllHostsFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request) => FilterVerdict.Pass;
}
