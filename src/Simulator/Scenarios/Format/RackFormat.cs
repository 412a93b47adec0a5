using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A host's <c>rack:</c>.</summary>
internal static class RackFormat
{
    public static readonly KeySet Keys = new("rack rule", "Racks of equal size, in the order of the hosts' names.");

    private static readonly TypedKey<string> From = Keys.Required(
        "from", new ChoiceKind<string>(("name", "name")), "What the order comes from: name.");

    private static readonly TypedKey<int> Size = Keys.Required("size", Kinds.Whole(1), "Hosts in each rack.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<RackEntry> Kind = new EitherKind<RackEntry>(
        new MappedKind<string, RackEntry>(Kinds.Text, name => new RackEntry(name, 0)),
        new ObjectKind<RackEntry>(Keys, Bind));

    private static RackEntry? Bind(MappingReader reader)
    {
        bool hasSource = reader.TryGet(From, out _);
        return reader.TryGet(Size, out int size) && hasSource ? new RackEntry(null, size) : null;
    }
}
