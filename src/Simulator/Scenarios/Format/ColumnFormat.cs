using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Where a trace's value comes from: a column's name, or a mapping that also says how to read it.</summary>
internal static class ColumnFormat
{
    public static readonly KeySet Keys = new("trace column", "A column of a trace and how to read it.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();
    private static readonly TypedKey<Placed<string>> Column = Keys.Required("column", Name, "Name of the column in the header.");
    private static readonly TypedKey<Placed<string>> Unit = Keys.Optional(
        "unit", Name,
        "Unit of the numbers: us, ms, s, min, h, d, w for times (s unless given); MiB and so on for sizes (MiB unless given).");

    private static readonly TypedKey<string> Prefix = Keys.Optional("prefix", Kinds.Text, "Put before the text.");
    private static readonly TypedKey<double> Multiply = Keys.Optional(
        "multiply", Kinds.NumberAbove(0), "The number is multiplied by this.");

    private static readonly TypedKey<double> Divide = Keys.Optional("divide", Kinds.NumberAbove(0), "The number is divided by this.");
    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Placed<string>>>> Table = Keys.Optional(
        "table", new MapKind<Placed<string>>(Name), "Replaces texts of the column by others; a text that is not in the table is an error.");

    private static readonly TypedKey<Placed<string>> Alias = Keys.Optional(
        "alias", Name, "pci: the PCI alias of which the number is asked for.");

    /// <summary>The mapping form.</summary>
    public static readonly ValueKind<ColumnEntry> LongKind = new ObjectKind<ColumnEntry>(Keys, Bind);

    /// <summary>A column's name or the mapping form.</summary>
    public static readonly ValueKind<ColumnEntry> Kind = new EitherKind<ColumnEntry>(
        new MappedKind<Placed<string>, ColumnEntry>(Name, name => new ColumnEntry { Column = name }), LongKind);

    private static ColumnEntry? Bind(MappingReader reader)
    {
        bool hasColumn = reader.TryGet(Column, out Placed<string> column);
        ColumnEntry entry = new()
        {
            Column = column,
            Unit = reader.FindValue(Unit),
            Prefix = reader.Get(Prefix, string.Empty),
            Factor = reader.Get(Multiply, 1) / reader.Get(Divide, 1),
            Table = reader.Has(Table) ? reader.List(Table) : null,
            Alias = reader.FindValue(Alias),
        };
        return hasColumn ? entry : null;
    }
}
