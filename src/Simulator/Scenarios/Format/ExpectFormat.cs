using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>expect:</c>: a row of subject, operator and value about the end, or rows about another instant.</summary>
internal static partial class ExpectFormat
{
    private static readonly ValueKind<Expectation> Row = new ScalarKind<Expectation>(
        "a row such as servers.failed == 0", TryRead, () => new JsonObject { ["type"] = "string", ["pattern"] = "(==|!=|<=|>=|<|>)" });

    /// <summary>A row about the end.</summary>
    public static readonly ValueKind<Expectation> PlacedRow = new MappedKind<Placed<Expectation>, Expectation>(
        Row.WithPlace(), row => row.Value with { File = row.Position.File, Line = row.Position.Line, Column = row.Position.Column });

    public static readonly KeySet Keys = new("expectation", "Rows about another instant than the end.");

    private static readonly TypedKey<TimeSpan> At = Keys.Required(
        "at", Kinds.Duration, "The instant, from the scenario's start; what is done at that very instant does not count yet.");

    private static readonly TypedKey<IReadOnlyList<Expectation>> Rows = Keys.Required(
        "rows", new ListKind<Expectation>(PlacedRow, allowsSingle: true), "The rows.");

    /// <summary>The kind of value; file, line and column are those of the row.</summary>
    public static readonly ValueKind<IReadOnlyList<Expectation>> Kind = new EitherKind<IReadOnlyList<Expectation>>(
        new MappedKind<Expectation, IReadOnlyList<Expectation>>(PlacedRow, row => [row]),
        new ObjectKind<IReadOnlyList<Expectation>>(Keys, BindInstant));

    private static IReadOnlyList<Expectation>? BindInstant(MappingReader reader) =>
        reader.TryGet(At, out TimeSpan at) & reader.TryGet(Rows, out IReadOnlyList<Expectation> rows)
            ? [.. rows.Select(row => row with { At = at })]
            : null;

    private static bool TryRead(string text, out Expectation value, out string problem)
    {
        Match match = Shape().Match(text);
        string resolved = Resolve(match.Groups["value"].Value);
        value = new Expectation(text, match.Groups["subject"].Value, match.Groups["sign"].Value, resolved, string.Empty, 0);
        problem = $"'{text}' is not of the form SUBJECT OPERATOR VALUE, for example servers.failed == 0";
        return match.Success;
    }

    /// <summary>A number with a unit as a number of seconds, bytes or 1; anything else as it is.</summary>
    private static string Resolve(string text)
    {
        if (NumberWithUnit.TrySplit(text, out double percent, out ReadOnlySpan<char> sign) && sign is "%")
        {
            return (percent / 100).ToString("R", CultureInfo.InvariantCulture);
        }

        if (ByteSizeText.TryParse(text, 0, out long bytes, out _))
        {
            return bytes.ToString(CultureInfo.InvariantCulture);
        }

        return text != "0" && DurationText.TryParse(text, out TimeSpan time, out _)
            ? time.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)
            : text;
    }

    [GeneratedRegex(@"^\s*(?<subject>[^=!<>]*[^=!<>\s])\s*(?<sign>==|!=|<=|>=|<|>)\s*(?<value>[^=!<>\s](.*\S)?)\s*$")]
    private static partial Regex Shape();
}
