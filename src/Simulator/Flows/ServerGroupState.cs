using Model.Scheduling;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>A server group while a run goes on.</summary>
internal sealed class ServerGroupState(ServerGroupDefinition definition)
{
    /// <summary>The group's id.</summary>
    public string Uuid { get; } = Cloud.UuidOf("group", definition.Name);

    /// <summary>Its servers, in the order in which they were asked for.</summary>
    public List<Server> Members { get; } = [];

    /// <summary>The group as a scheduling request sees it now.</summary>
    public ServerGroup Snapshot() => new()
    {
        Uuid = Uuid,
        Policy = definition.Policy,
        Members = [.. Members.Select(member => member.Uuid)],
        Hosts = [.. Members.Where(member => member.Host is not null).Select(member => member.Host!.Name).Distinct(StringComparer.Ordinal)],
        MaxServersPerHost = definition.MaxServerPerHost,
    };
}
