namespace Model.Scheduling.Filters;

/// <summary>
/// Limits the members of a server group with policy <c>anti-affinity</c> on one host (Nova:
/// <c>filters/affinity_filter.py</c>). A host that already holds the guest itself always passes, for moves.
/// </summary>
public sealed class ServerGroupAntiAffinityFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "ServerGroupAntiAffinityFilter";

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request) => request.Group is not { Policy: "anti-affinity" };

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.Group is not { Policy: "anti-affinity" } group
            || (request.InstanceUuid is { } instance && host.HasInstance(instance)))
        {
            return FilterVerdict.Pass;
        }

        int members = group.CountMembersOn(host);
        int limit = group.MaxServersPerHost ?? 1;
        return members < limit
            ? FilterVerdict.Pass
            : FilterVerdict.FailNumbers("{2} members of the server group are on the host, the limit is {3}", members, limit);
    }
}
