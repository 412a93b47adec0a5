using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>Refuses hosts whose service is disabled or not heard of (Nova: <c>filters/compute_filter.py</c>).</summary>
public sealed class ComputeFilter(NovaOptions options) : IHostFilter
{
    private readonly TimeSpan _serviceDownTime = TimeSpan.FromSeconds(options.Lifecycle.ServiceDownTime);

    /// <inheritdoc/>
    public string Name => "ComputeFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.None;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (host.Service.Disabled)
        {
            return FilterVerdict.Fail("the compute service is disabled");
        }

        return host.Service.IsUp(request.Now, _serviceDownTime)
            ? FilterVerdict.Pass
            : FilterVerdict.Fail("the compute service is down");
    }
}
