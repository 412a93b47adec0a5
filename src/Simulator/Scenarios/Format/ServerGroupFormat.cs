using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>server-groups:</c>.</summary>
internal static class ServerGroupFormat
{
    public static readonly KeySet Keys = new("server group", "A server group.");

    private static readonly ValueKind<string> Policies = new ChoiceKind<string>(
        ("affinity", "affinity"), ("anti-affinity", "anti-affinity"),
        ("soft-affinity", "soft-affinity"), ("soft-anti-affinity", "soft-anti-affinity"));

    private static readonly TypedKey<string> Policy = Keys.Required(
        "policy", Policies, "affinity, anti-affinity, soft-affinity or soft-anti-affinity.");

    private static readonly TypedKey<int> Maximum = Keys.Optional(
        "max_server_per_host", Kinds.Whole(1), "anti-affinity: servers of the group that one host may hold; 1 unless given.");

    /// <summary>The kind of value; the name is the key it stands under.</summary>
    public static readonly ValueKind<ServerGroupDefinition> Kind = new ObjectKind<ServerGroupDefinition>(Keys, Bind);

    private static ServerGroupDefinition Bind(MappingReader reader)
    {
        string policy = reader.Get(Policy, "anti-affinity");
        if (reader.Has(Maximum) && policy != "anti-affinity")
        {
            reader.Context.Error(
                ScenarioCodes.Contradiction, reader.PositionOf(Maximum), $"'{Maximum.Name}' is for the policy anti-affinity only");
        }

        return new ServerGroupDefinition(string.Empty, policy, reader.Get(Maximum, 1));
    }
}
