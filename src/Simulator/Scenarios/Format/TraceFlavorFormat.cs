using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>
/// A trace's <c>flavor:</c>: a flavor's name for all rows; a column with names; or a size whose parts come from columns or are fixed,
/// from which flavors are made.
/// </summary>
internal static class TraceFlavorFormat
{
    public static readonly KeySet Keys = new(
        "trace flavor", "The flavor of a trace's rows: a column with names, or sizes that flavors are made of.");

    private static readonly TypedKey<Placed<string>> Column = Keys.Optional("column", Kinds.Text.WithPlace(), "Column with flavor names.");
    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Placed<string>>>> Table = Keys.Optional(
        "table",
        new MapKind<Placed<string>>(Kinds.Text.WithPlace()),
        "Flavors by text of the column; a text that is not in the table is an error.");

    private static readonly TypedKey<ColumnEntry> Vcpus = Keys.Optional(
        "vcpus", ColumnFormat.Kind, "Column with virtual CPUs, rounded up to whole ones.");

    private static readonly TypedKey<ColumnEntry> Ram = Keys.Optional(
        "ram", ColumnFormat.Kind, "Column with memory, rounded up to whole MiB.");

    private static readonly TypedKey<ColumnEntry> Disk = Keys.Optional(
        "disk", ColumnFormat.Kind, "Column with root disk, rounded up to whole GiB (unit GiB unless given).");

    private static readonly TypedKey<ColumnEntry> Pci = Keys.Optional(
        "pci", ColumnFormat.Kind, "Column with a number of PCI devices of an alias.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, string>>> ExtraSpecs = Keys.Optional(
        "extra_specs", new MapKind<string>(Kinds.Verbatim), "Extra specs of every flavor that is made.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<TraceFlavorEntry> Kind = new EitherKind<TraceFlavorEntry>(
        new MappedKind<Placed<string>, TraceFlavorEntry>(Kinds.Text.WithPlace(), name => new TraceFlavorEntry { Fixed = name }),
        new ObjectKind<TraceFlavorEntry>(Keys, Bind));

    private static TraceFlavorEntry? Bind(MappingReader reader)
    {
        bool hasColumn = reader.TryGet(Column, out Placed<string> column);
        TraceFlavorEntry entry = new()
        {
            Named = hasColumn ? new ColumnEntry { Column = column, Table = reader.Has(Table) ? reader.List(Table) : null } : null,
            Vcpus = reader.Find(Vcpus),
            Ram = reader.Find(Ram),
            Disk = reader.Find(Disk),
            Pci = reader.Find(Pci),
            ExtraSpecs = [.. reader.List(ExtraSpecs).Select(spec => new KeyValuePair<string, string>(spec.Key.Value, spec.Value))],
        };
        if (hasColumn || (entry.Vcpus is not null && entry.Ram is not null))
        {
            return entry;
        }

        reader.Context.Error(ScenarioCodes.MissingKey, reader.Position, "a trace flavor needs 'column', or both 'vcpus' and 'ram'");
        return null;
    }
}
