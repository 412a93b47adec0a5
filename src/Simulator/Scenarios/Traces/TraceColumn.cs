using System.Globalization;
using Model.Diagnostics;
using Simulator.Scenarios.Format;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Traces;

/// <summary>One column of a trace, found in its header, and how its fields are read. Problems are reported at the field.</summary>
internal sealed class TraceColumn
{
    private readonly TraceTable table;
    private readonly ColumnEntry entry;
    private readonly int index;
    private readonly double unit;
    private readonly Dictionary<string, string>? replacements;

    private TraceColumn(TraceTable table, ColumnEntry entry, int index, double unit)
    {
        this.table = table;
        this.entry = entry;
        this.index = index;
        this.unit = unit * entry.Factor;
        replacements = entry.Table?.ToDictionary(pair => pair.Key.Value, pair => pair.Value.Value, StringComparer.Ordinal);
    }

    /// <summary>Finds a column; null when no column is wanted, or when it is not there, which is reported.</summary>
    /// <param name="table">The trace.</param>
    /// <param name="entry">What the scenario says about it.</param>
    /// <param name="unitOf">The factor of a unit's name, 0 when there is no such unit; null when the column has no unit.</param>
    /// <param name="usualUnit">The factor when the scenario gives none.</param>
    /// <param name="diagnostics">Receives problems of the scenario.</param>
    public static TraceColumn? Find(
        TraceTable table, ColumnEntry? entry, Func<string, double>? unitOf, double usualUnit, DiagnosticBag diagnostics)
    {
        if (entry is null)
        {
            return null;
        }

        double unit = usualUnit;
        if (entry.Unit is { } given)
        {
            unit = unitOf?.Invoke(given.Value) ?? 0;
            if (unit == 0)
            {
                string problem = unitOf is null ? "this column takes no unit" : $"'{given.Value}' is not a unit for this column";
                diagnostics.Error(ScenarioCodes.InvalidValue, given.Position, problem);
            }
        }

        for (int i = 0; i < table.Header.Count; i++)
        {
            if (table.Header[i] == entry.Column.Value)
            {
                return new TraceColumn(table, entry, i, unit);
            }
        }

        bool isOne = table.Header.Count == 1 && table.Header[0].AsSpan().IndexOfAny(';', '\t', '|') >= 0;
        string message = $"the trace has no column '{entry.Column.Value}'; it has {string.Join(", ", table.Header)}"
            + (isOne ? " (columns are separated by commas)" : string.Empty);
        diagnostics.Error(ScenarioCodes.TraceColumn, entry.Column.Position, message, NearestName.Find(entry.Column.Value, table.Header));
        return null;
    }

    /// <summary>The place of the column's field in a row.</summary>
    public SourcePosition At(CsvRow row) => table.At(row, index);

    /// <summary>Whether the column's field is empty.</summary>
    public bool IsEmpty(CsvRow row) => row.Fields[index].Trim().Length == 0;

    /// <summary>Reads a text, with the prefix or out of the table.</summary>
    public bool TryText(CsvRow row, out string text)
    {
        string field = row.Fields[index].Trim();
        text = entry.Prefix + field;
        if (field.Length > 0 && replacements is null)
        {
            return true;
        }

        if (replacements is not null && replacements.TryGetValue(field, out string? replacement))
        {
            text = replacement;
            return true;
        }

        string problem = field.Length == 0 ? "the field is empty" : $"'{field}' is not in the table of column '{entry.Column.Value}'";
        table.Error(ScenarioCodes.TraceRow, At(row), problem);
        return false;
    }

    /// <summary>Reads a number of 0 or more, in the unit's base (seconds, bytes, pieces).</summary>
    public bool TryNumber(CsvRow row, out double number)
    {
        string field = row.Fields[index].Trim();
        bool isRead = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number) && number >= 0;
        number *= unit;
        if (!isRead)
        {
            // Only the number is in the trace; its unit is the scenario's to tell.
            bool hasUnit = field.Length > 0 && char.IsAsciiDigit(field[0]) && char.IsAsciiLetter(field[^1])
                && NumberWithUnit.TrySplit(field, out _, out _);
            string hint = hasUnit ? "; write numbers alone, and their unit into the scenario: { column: NAME, unit: h }" : string.Empty;
            string column = entry.Column.Value;
            table.Error(ScenarioCodes.TraceRow, At(row), $"'{field}' in column '{column}' is not a finite number of 0 or more{hint}");
        }

        return isRead;
    }

    /// <summary>Reads a time of 0 or more, at most <see cref="DurationText.Max"/>.</summary>
    public bool TryTime(CsvRow row, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (!TryNumber(row, out double seconds))
        {
            return false;
        }

        if (seconds > DurationText.Max.TotalSeconds)
        {
            string limit = $"the limit of {DurationText.Max.Days} days";
            string message = $"'{row.Fields[index]}' in column '{entry.Column.Value}' is longer than {limit}";
            table.Error(ScenarioCodes.TraceRow, At(row), message);
            return false;
        }

        time = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
