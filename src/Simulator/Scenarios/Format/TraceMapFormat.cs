using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A trace's <c>map:</c>: which column means what.</summary>
internal static class TraceMapFormat
{
    public static readonly KeySet Keys = new("trace map", "Which column of the trace means what.");

    private static readonly TypedKey<ColumnEntry> Name = Keys.Optional(
        "name", ColumnFormat.Kind, "Server names; workload-1, workload-2, … unless given.");

    private static readonly TypedKey<ColumnEntry> At = Keys.Required(
        "at", ColumnFormat.Kind, "When the server is asked for, from the scenario's start.");

    private static readonly TypedKey<ColumnEntry> Lifetime = Keys.Optional(
        "lifetime", ColumnFormat.Kind, "How long it lives; an empty field means for ever.");

    private static readonly TypedKey<ColumnEntry> Until = Keys.Optional(
        "until", ColumnFormat.Kind, "When it ends, from the scenario's start, instead of lifetime.");

    private static readonly TypedKey<TraceFlavorEntry> Flavor = Keys.Required(
        "flavor", TraceFlavorFormat.Kind, "The flavor: a name, a column of names, or sizes.");

    private static readonly TypedKey<ColumnEntry> Image = Keys.Optional("image", ColumnFormat.Kind, "Image names.");
    private static readonly TypedKey<ColumnEntry> Project = Keys.Optional("project", ColumnFormat.Kind, "Project names.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<TraceMapEntry> Kind = new ObjectKind<TraceMapEntry>(Keys, Bind);

    private static TraceMapEntry? Bind(MappingReader reader)
    {
        bool isComplete = reader.TryGet(At, out ColumnEntry at) & reader.TryGet(Flavor, out TraceFlavorEntry flavor);
        TraceMapEntry entry = new()
        {
            Name = reader.Find(Name),
            At = at,
            Lifetime = reader.Find(Lifetime),
            Until = reader.Find(Until),
            Flavor = flavor,
            Image = reader.Find(Image),
            Project = reader.Find(Project),
        };
        if (entry.Lifetime is not null && entry.Until is not null)
        {
            reader.Context.Error(ScenarioCodes.Contradiction, reader.PositionOf(Until), "a trace map has 'lifetime' or 'until', not both");
        }

        return isComplete ? entry : null;
    }
}
