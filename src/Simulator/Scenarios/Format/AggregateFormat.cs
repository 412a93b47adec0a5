using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>aggregates:</c>.</summary>
internal static class AggregateFormat
{
    public static readonly KeySet Keys = new("aggregate", "A host aggregate.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, string>>> Metadata = Keys.Optional(
        "metadata", new MapKind<string>(Kinds.Verbatim), "Metadata, spelled as Nova spells it.");

    private static readonly TypedKey<string> Zone = Keys.Optional("availability_zone", Kinds.Text, "Availability zone of its hosts.");
    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Hosts = Keys.Optional(
        "hosts",
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true),
        "Hosts in it: names or patterns; hosts can also name their aggregates.");

    /// <summary>The kind of value; the name is the key it stands under.</summary>
    public static readonly ValueKind<AggregateEntry> Kind = new ObjectKind<AggregateEntry>(Keys, Bind);

    private static AggregateEntry Bind(MappingReader reader)
    {
        List<KeyValuePair<string, string>> metadata =
            [.. reader.List(Metadata).Select(entry => new KeyValuePair<string, string>(entry.Key.Value, entry.Value))];
        if (reader.TryGet(Zone, out string zone))
        {
            metadata.RemoveAll(entry => entry.Key == AggregateEntry.ZoneKey);
            metadata.Add(new KeyValuePair<string, string>(AggregateEntry.ZoneKey, zone));
        }

        return new AggregateEntry(metadata, reader.List(Hosts));
    }
}
