namespace Model.Scheduling.Filters;

/// <summary>
/// Keeps a server group with policy <c>affinity</c> on the hosts it already uses (Nova: <c>filters/affinity_filter.py</c>).
/// </summary>
public sealed class ServerGroupAffinityFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "ServerGroupAffinityFilter";

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request) => request.Group is not { Policy: "affinity", Hosts.Count: > 0 };

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.Group is not { Policy: "affinity", Hosts.Count: > 0 } group || group.Hosts.Contains(host.Host))
        {
            return FilterVerdict.Pass;
        }

        return FilterVerdict.Fail("the server group is on {0}", group.Hosts[0]);
    }
}
