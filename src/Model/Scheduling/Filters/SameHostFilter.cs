namespace Model.Scheduling.Filters;

/// <summary>Refuses hosts that hold none of the guests of hint <c>same_host</c> (Nova: <c>filters/affinity_filter.py</c>).</summary>
public sealed class SameHostFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "SameHostFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        // A single empty text counts as no hint at all.
        if (request.Hint("same_host") is not { Count: > 0 } guests || guests is [""])
        {
            return FilterVerdict.Pass;
        }

        foreach (string guest in guests)
        {
            if (host.HasInstance(guest))
            {
                return FilterVerdict.Pass;
            }
        }

        return FilterVerdict.Fail("it holds none of the instances of the hint");
    }
}
