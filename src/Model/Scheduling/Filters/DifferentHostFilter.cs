namespace Model.Scheduling.Filters;

/// <summary>Refuses hosts that hold one of the guests of hint <c>different_host</c> (Nova: <c>filters/affinity_filter.py</c>).</summary>
public sealed class DifferentHostFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "DifferentHostFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        // A single empty text counts as no hint at all.
        if (request.Hint("different_host") is not { Count: > 0 } guests || guests is [""])
        {
            return FilterVerdict.Pass;
        }

        foreach (string guest in guests)
        {
            if (host.HasInstance(guest))
            {
                return FilterVerdict.Fail("it holds instance {0}", guest);
            }
        }

        return FilterVerdict.Pass;
    }
}
