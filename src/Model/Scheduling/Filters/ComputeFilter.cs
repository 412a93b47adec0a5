namespace Model.Scheduling.Filters;

/// <summary>Refuses hosts whose service is disabled or not heard of (Nova: <c>filters/compute_filter.py</c>).</summary>
public sealed class ComputeFilter(SchedulingOptions options) : IHostFilter
{
    private readonly TimeSpan _serviceDownTime = options.ServiceDownTime;

    /// <inheritdoc/>
    public string Name => "ComputeFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

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
