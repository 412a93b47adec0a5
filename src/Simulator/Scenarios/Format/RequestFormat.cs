using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of a workload's <c>requests:</c>.</summary>
internal static class RequestFormat
{
    public static readonly KeySet Keys = new("request", "A server that is asked for at a known time.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();
    private static readonly TypedKey<TimeSpan> At = Keys.Required("at", Kinds.Duration, "When, from the scenario's start.");
    private static readonly TypedKey<Placed<string>> ServerName = Keys.Required(
        "name", Name, "Name, or pattern such as web-[1-3], of one or more equal servers.");

    private static readonly TypedKey<Placed<string>> Flavor = Keys.Required("flavor", Name, "Flavor.");
    private static readonly TypedKey<Placed<string>> Image = Keys.Optional("image", Name, "Image; the first one unless given.");
    private static readonly TypedKey<TimeSpan> Lifetime = Keys.Optional(
        "lifetime", Kinds.Duration, "How long it lives from when it is active; for ever unless given.");

    private static readonly TypedKey<string> Project = Keys.Optional("project", Kinds.Text, "Project; default unless given.");
    private static readonly TypedKey<Placed<string>> Host = Keys.Optional("host", Name, "Only this host, with no filter asked.");
    private static readonly TypedKey<Placed<string>> Destination = Keys.Optional(
        "destination", Name, "Only this host, if all filters let it pass.");

    private static readonly TypedKey<string> Zone = Keys.Optional("availability_zone", Kinds.Text, "Only this availability zone.");
    private static readonly TypedKey<Placed<string>> Group = Keys.Optional("group", Name, "Server group.");
    private static readonly TypedKey<IReadOnlyList<PortEntry>> Ports = Keys.Optional(
        "ports", PortFormat.ListKind, "Ports: names of ports, or ports described here, one for each server.");

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Networks = Keys.Optional(
        "networks", PortFormat.NetworksKind, "Networks on which Nova makes an ordinary port each.");

    private static readonly TypedKey<IReadOnlyList<FaultEntry>> Fail = Keys.Optional(
        "fail", FaultFormat.Kind, "What goes wrong while the server is built.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<RequestEntry> Kind = new ObjectKind<RequestEntry>(Keys, Bind);

    private static RequestEntry? Bind(MappingReader reader)
    {
        bool isComplete = reader.TryGet(At, out TimeSpan at) & reader.TryGet(ServerName, out Placed<string> name)
            & reader.TryGet(Flavor, out Placed<string> flavor);
        RequestEntry entry = new()
        {
            At = at,
            Name = name,
            Flavor = flavor,
            Image = reader.FindValue(Image),
            Lifetime = reader.FindValue(Lifetime),
            Project = reader.Get(Project, "default"),
            Host = reader.FindValue(Host),
            Destination = reader.FindValue(Destination),
            Zone = reader.Find(Zone),
            Group = reader.FindValue(Group),
            Ports = reader.List(Ports),
            Networks = reader.List(Networks),
            Faults = reader.List(Fail),
        };
        return isComplete ? entry : null;
    }
}
