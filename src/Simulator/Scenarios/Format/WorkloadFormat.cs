using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>workload:</c>: an arrival process, a trace or explicit requests.</summary>
internal static class WorkloadFormat
{
    public static readonly KeySet Keys = new("workload", "Servers that are asked for: at random, by a trace, or one by one.");

    private static readonly ValueKind<Placed<string>> Text = Kinds.Text.WithPlace();
    private static readonly TypedKey<Placed<string>> Name = Keys.Optional(
        "name", Text, "Name: prefix of its servers' names; workload-N unless given.");

    private static readonly TypedKey<Distribution> Arrivals = Keys.Optional(
        "arrivals", ArrivalFormat.Kind, "A random process of arrivals.");

    private static readonly TypedKey<Placed<string>> Trace = Keys.Optional("trace", Text, "A trace: CSV file with a header, plain or .gz.");
    private static readonly TypedKey<IReadOnlyList<RequestEntry>> Requests = Keys.Optional(
        "requests", new ListKind<RequestEntry>(RequestFormat.Kind), "Requests with their times.");

    private static readonly TypedKey<TraceMapEntry> Map = Keys.Optional("map", TraceMapFormat.Kind, "trace: which column means what.");
    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, double>>> Flavor = Keys.Optional(
        "flavor", FlavorMixFormat.Kind, "arrivals: a flavor, or flavors with weights.");

    private static readonly TypedKey<Distribution> Lifetime = Keys.Optional(
        "lifetime", DistributionFormat.Kind, "arrivals: how long servers live; for ever unless given.");

    private static readonly TypedKey<Placed<string>> Image = Keys.Optional("image", Text, "Image; the first one unless given.");
    private static readonly TypedKey<string> Project = Keys.Optional("project", Kinds.Text, "Project; default unless given.");
    private static readonly TypedKey<TimeSpan> From = Keys.Optional(
        "from", Kinds.Duration, "arrivals: start; trace: added to every time. 0 unless given.");

    private static readonly TypedKey<TimeSpan> Until = Keys.Optional("until", Kinds.Duration, "No arrival at or after this time.");
    private static readonly TypedKey<int> Limit = Keys.Optional("limit", Kinds.Whole(0), "At most this many servers.");
    private static readonly TypedKey<IReadOnlyList<PortEntry>> Ports = Keys.Optional(
        "ports", PortFormat.ListKind, "arrivals, trace: ports described here, which every server gets.");

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Networks = Keys.Optional(
        "networks", PortFormat.NetworksKind, "arrivals, trace: networks on which Nova makes an ordinary port each.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<WorkloadEntry> Kind = new ObjectKind<WorkloadEntry>(Keys, Bind);

    static WorkloadFormat() => Keys.ExactlyOneOf(Arrivals, Trace, Requests);

    private static WorkloadEntry? Bind(MappingReader reader)
    {
        CheckBelongs(reader);
        return new WorkloadEntry
        {
            Position = reader.Position,
            Name = reader.FindValue(Name),
            Arrivals = reader.Find(Arrivals),
            Trace = reader.FindValue(Trace),
            Map = reader.Find(Map),
            Requests = reader.List(Requests),
            Flavors = reader.List(Flavor),
            Lifetime = reader.Find(Lifetime),
            Image = reader.FindValue(Image),
            Project = reader.Get(Project, "default"),
            From = reader.Get(From, TimeSpan.Zero),
            Until = reader.FindValue(Until),
            Limit = reader.FindValue(Limit),
            Ports = reader.List(Ports),
            Networks = reader.List(Networks),
        };
    }

    // Keys that make no sense for the workload's form would silently do nothing, so they are errors; missing ones too.
    private static void CheckBelongs(MappingReader reader)
    {
        (Key Form, Key[] Needed, Key[] Others)[] rules =
        [
            (Arrivals, [Flavor], [Map]),
            (Trace, [Map], [Flavor, Lifetime]),
            (Requests, [], [Map, Flavor, Lifetime, Image, Project, From, Until, Limit, Ports, Networks]),
        ];
        foreach ((Key form, Key[] needed, Key[] others) in rules.Where(rule => reader.Has(rule.Form)))
        {
            foreach (Key key in needed.Where(key => !reader.Has(key)))
            {
                reader.Context.Error(
                    ScenarioCodes.MissingKey, reader.Position, $"a workload with '{form.Name}' needs the key '{key.Name}'");
            }

            foreach (Key key in others.Where(key => reader.Has(key)))
            {
                reader.Context.Error(
                    ScenarioCodes.Contradiction, reader.PositionOf(key), $"a workload with '{form.Name}' has no key '{key.Name}'");
            }
        }
    }
}
