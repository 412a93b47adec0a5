namespace Model.Scheduling;

/// <summary>
/// Narrows hosts to those a request names and the filters let pass (Nova: <c>get_filtered_hosts</c> in
/// <c>nova/scheduler/host_manager.py</c>, <c>nova/filters.py</c>).
/// </summary>
public static class HostFiltering
{
    /// <summary>The hosts that remain, in the order given.</summary>
    /// <param name="filters">The filters in configured order.</param>
    /// <param name="hosts">The hosts to look at.</param>
    /// <param name="request">The request.</param>
    /// <param name="index">Which guest of the request; filters that run once per request run for 0 only.</param>
    /// <param name="trace">Learns why hosts are refused, or null.</param>
    /// <exception cref="NovaException">What a filter raises.</exception>
    public static List<HostState> Narrow(
        IReadOnlyList<IHostFilter> filters, IReadOnlyList<HostState> hosts, RequestSpec request, int index, IDecisionTrace? trace = null)
    {
        List<HostState> left = KeepNamed(hosts, request, trace);
        bool isForced = request.ForceHosts.Count > 0 || request.ForceNodes.Count > 0;
        bool isChecked = request.Hint("_nova_check_type") is { Count: > 0 };
        if (left.Count == 0 || (isForced && !isChecked))
        {
            return left;
        }

        bool isRebuild = request.IsRebuild;
        foreach (IHostFilter filter in filters)
        {
            if (index > 0 && filter.RunOncePerRequest)
            {
                continue;
            }

            int before = left.Count;
            if ((!isRebuild || filter.RunOnRebuild) && !filter.PassesAll(request))
            {
                Apply(filter, left, request, trace);
            }

            trace?.Filtered(filter, before, left.Count);
            if (left.Count == 0)
            {
                break;
            }
        }

        return left;
    }

    private static void Apply(IHostFilter filter, List<HostState> hosts, RequestSpec request, IDecisionTrace? trace)
    {
        int kept = 0;
        for (int index = 0; index < hosts.Count; index++)
        {
            HostState host = hosts[index];
            FilterVerdict verdict = filter.Check(host, request);
            if (verdict.Passes)
            {
                hosts[kept++] = host;
            }
            else
            {
                trace?.Refused(filter, host, verdict);
            }
        }

        hosts.RemoveRange(kept, hosts.Count - kept);
    }

    /// <summary>A requested destination must match exactly; ignored and forced hosts match in any letter case.</summary>
    private static List<HostState> KeepNamed(IReadOnlyList<HostState> hosts, RequestSpec request, IDecisionTrace? trace)
    {
        Destination? destination = request.Destination is { Host: not null } named ? named : null;
        bool isNarrowed = destination is not null
            || request.IgnoreHosts.Count > 0 || request.ForceHosts.Count > 0 || request.ForceNodes.Count > 0;
        if (!isNarrowed)
        {
            return [.. hosts];
        }

        List<HostState> left = [];
        foreach (HostState host in hosts)
        {
            string? reason = WhyNotNamed(host, request, destination);
            if (reason is null)
            {
                left.Add(host);
            }
            else
            {
                trace?.Refused(null, host, FilterVerdict.Fail(reason));
            }
        }

        return left;
    }

    private static string? WhyNotNamed(HostState host, RequestSpec request, Destination? destination)
    {
        bool isElsewhere = destination is not null
            && (host.Host != destination.Host || (!string.IsNullOrEmpty(destination.Node) && host.Node != destination.Node));
        if (isElsewhere)
        {
            return "the request names another destination";
        }

        if (Contains(request.IgnoreHosts, host.Host))
        {
            return "the request ignores this host";
        }

        bool isOther = (request.ForceHosts.Count > 0 && !Contains(request.ForceHosts, host.Host))
            || (request.ForceNodes.Count > 0 && !request.ForceNodes.Contains(host.Node));
        return isOther ? "the request is forced to another host" : null;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (int index = 0; index < names.Count; index++)
        {
            if (string.Equals(names[index], name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
