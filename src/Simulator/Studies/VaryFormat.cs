using System.Globalization;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>The value of a plan's <c>vary:</c>.</summary>
internal static class VaryFormat
{
    /// <summary>Most values of a variable.</summary>
    public const int ValuesMax = 1_000;

    public static readonly KeySet Keys = new("decision variable", "What a plan chooses the value of.");

    private static readonly TypedKey<string> Name = Keys.Optional("name", Kinds.Text, "Its name; the path unless given.");

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Path = Keys.Required(
        "path",
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true),
        "What is set to the value, a path of run --set: hosts[0].count, the vfs count of a machine, an allocation ratio; or several.");

    private static readonly TypedKey<double> From = Keys.Optional("from", Kinds.NumberFrom(0), "The smallest number; 0 or more.");
    private static readonly TypedKey<double> To = Keys.Optional("to", Kinds.NumberFrom(0), "The largest number, with from.");
    private static readonly TypedKey<double> Step = Keys.Optional("step", Kinds.NumberAbove(0), "Step from one number to the next; 1 unless given.");

    private static readonly TypedKey<IReadOnlyList<Node>> Values = Keys.Optional(
        "values",
        new ListKind<Node>(RawKind.Instance),
        "The values themselves, from the least generous to the most: numbers, policies, whatever the path takes.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<VaryEntry> Kind = new ObjectKind<VaryEntry>(Keys, Bind);

    static VaryFormat() => Keys.ExactlyOneOf(From, Values);

    private static VaryEntry? Bind(MappingReader reader)
    {
        IReadOnlyList<Placed<string>> paths = reader.List(Path);
        IReadOnlyList<Node> values = reader.Has(Values) ? reader.List(Values) : Range(reader);
        if (paths.Count == 0 || values.Count == 0)
        {
            Key empty = paths.Count == 0 ? Path : Values;
            if (reader.Has(empty) && !reader.Context.Diagnostics.HasErrors)
            {
                reader.Context.Error(ScenarioCodes.OutOfRange, reader.PositionOf(empty), $"'{empty.Name}' is empty");
            }

            return null;
        }

        if (values.GroupBy(NodeText.Of).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            reader.Context.Error(ScenarioCodes.DuplicateName, twice.Last().Position, $"the value {twice.Key} is there twice");
            return null;
        }

        if (values.Count > ValuesMax)
        {
            reader.Context.Error(ScenarioCodes.LimitExceeded, reader.Position, $"more than {ValuesMax} values; take a larger step");
            return null;
        }

        return new VaryEntry(reader.Get(Name, paths[0].Value), paths, values);
    }

    private static List<Node> Range(MappingReader reader)
    {
        List<Node> values = [];
        if (!(reader.TryGet(From, out double from) & reader.TryGet(To, out double to)))
        {
            if (!reader.Has(To))
            {
                reader.Context.Error(ScenarioCodes.MissingKey, reader.Position, "a decision variable with 'from' needs the key 'to'");
            }

            return values;
        }

        double step = reader.Get(Step, 1);
        if (to <= from)
        {
            reader.Context.Error(ScenarioCodes.Contradiction, reader.PositionOf(To), "'to' must be above 'from'");
        }

        // Counted, not added up, so that steps such as 0.1 do not drift.
        for (int index = 0; from + (index * step) <= to + (step / 1e6) && index <= ValuesMax; index++)
        {
            string text = Math.Round(from + (index * step), 9).ToString("R", CultureInfo.InvariantCulture);
            values.Add(new ScalarNode(reader.PositionOf(From), text));
        }

        return values;
    }
}
