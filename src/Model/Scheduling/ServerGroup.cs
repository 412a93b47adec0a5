namespace Model.Scheduling;

/// <summary>A server group as one scheduling request sees it (Nova: <c>objects/instance_group.py</c>).</summary>
public sealed class ServerGroup
{
    /// <summary>The group's identity, or null in old requests.</summary>
    public string? Uuid { get; init; }

    /// <summary><c>affinity</c>, <c>anti-affinity</c>, <c>soft-affinity</c>, <c>soft-anti-affinity</c>, or null.</summary>
    public string? Policy { get; init; }

    /// <summary>The uuids of all members, running or not.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The hosts that hold members; grows while several guests of one request are placed.</summary>
    public List<string> Hosts { get; init; } = [];

    /// <summary>The rule <c>max_server_per_host</c> of anti-affinity, or null when the group has none (then 1).</summary>
    public int? MaxServersPerHost { get; init; }

    /// <summary>How many members run on a host.</summary>
    public int CountMembersOn(HostState host)
    {
        int count = 0;
        HashSet<string> counted = new(StringComparer.Ordinal);
        foreach (string member in Members)
        {
            if (host.HasInstance(member) && counted.Add(member))
            {
                count++;
            }
        }

        return count;
    }
}
