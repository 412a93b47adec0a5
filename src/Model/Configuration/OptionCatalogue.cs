using System.Globalization;

namespace Model.Configuration;

/// <summary>
/// Every option that nova.conf knows in release 2025.2, with those of placement.conf that the model uses and a few of other releases;
/// and what the model itself uses, with range, choices and releases. Immutable.
/// </summary>
public sealed class OptionCatalogue
{
    private readonly Dictionary<(string Group, string Name), OptionDefinition> byName = [];
    private readonly Dictionary<(string Group, string Name), OptionDefinition> byDeprecatedName = [];
    private readonly List<OptionDefinition> options = [];

    private OptionCatalogue(IEnumerable<OptionDefinition> definitions)
    {
        foreach (OptionDefinition definition in definitions)
        {
            options.Add(definition);
            byName.Add((definition.Group, definition.Name), definition);
            foreach ((string Group, string Name) old in definition.DeprecatedNames)
            {
                byDeprecatedName.TryAdd(old, definition);
            }
        }

        Groups = [.. options.Select(option => option.Group).Distinct()];
    }

    /// <summary>The catalogue of nova.conf.</summary>
    public static OptionCatalogue Nova { get; } = Load();

    /// <summary>All options: those of nova.conf by group and name, then the model's additions.</summary>
    public IReadOnlyList<OptionDefinition> Options => options;

    /// <summary>Section names.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The option of a name that is current.</summary>
    public bool TryFind(string group, string name, out OptionDefinition option)
    {
        bool isOfNetwork = IsNetworkGroup(group) && name == NetworkOptions.NodesName;
        return byName.TryGetValue(isOfNetwork ? (NetworkOptions.TunnelGroup, name) : (group, name), out option!);
    }

    /// <summary>Whether a section is one of those that nova-compute has for each of the host's physical networks.</summary>
    public static bool IsNetworkGroup(string group) => group.StartsWith(NetworkOptions.NetworkGroupPrefix, StringComparison.Ordinal);

    /// <summary>The option that used to have a name.</summary>
    public bool TryFindDeprecated(string group, string name, out OptionDefinition option) =>
        byDeprecatedName.TryGetValue((group, name), out option!);

    /// <summary>Names of a section's options.</summary>
    public IEnumerable<string> NamesIn(string group) => IsNetworkGroup(group)
        ? [NetworkOptions.NodesName]
        : options.Where(option => option.Group == group).Select(option => option.Name);

    /// <summary>The option of a name that the model reads.</summary>
    /// <exception cref="InvalidOperationException">There is none: a slip in the model, not in an input.</exception>
    public OptionDefinition Modelled(string group, string name) =>
        TryFind(group, name, out OptionDefinition option) && option.IsModelled
            ? option
            : throw new InvalidOperationException($"[{group}]{name} is not in Data/modelled-options.csv");

    private static OptionCatalogue Load()
    {
        Dictionary<(string Group, string Name), OptionDefinition> known = [];
        List<(string Group, string Name)> order = [];
        foreach (IReadOnlyDictionary<string, string> row in CsvTable.ReadResource("Model.Configuration.Data.nova-options-2025.2.csv"))
        {
            OptionDefinition option = ReadKnown(row);
            (string Group, string Name) id = (option.Group, option.Name);
            if (known.TryAdd(id, option))
            {
                order.Add(id);
            }
            else
            {
                // Several authentication plug-ins define one option each with the same name and different old names.
                known[id] = known[id] with { DeprecatedNames = [.. known[id].DeprecatedNames.Union(option.DeprecatedNames)] };
            }
        }

        foreach (IReadOnlyDictionary<string, string> row in CsvTable.ReadResource("Model.Configuration.Data.modelled-options.csv"))
        {
            (string Group, string Name) id = (row["group"], row["option"]);
            if (!known.TryGetValue(id, out OptionDefinition? option))
            {
                order.Add(id);
                option = ReadKnown(row);
            }

            known[id] = WithRules(option, row);
        }

        return new OptionCatalogue(order.Select(id => known[id]));
    }

    private static OptionDefinition ReadKnown(IReadOnlyDictionary<string, string> row)
    {
        bool isMulti = row["multi"].Length > 0;
        OptionType type = TypeOf(row["type"]);
        return new OptionDefinition
        {
            Group = row["group"],
            Name = row["option"],
            Type = type,
            IsMulti = isMulti,
            Default = DefaultOf(row["default"], isMulti || type == OptionType.List),
            DeprecatedNames = row.TryGetValue("deprecated_names", out string? names) ? NamesOf(names) : [],
        };
    }

    private static OptionDefinition WithRules(OptionDefinition option, IReadOnlyDictionary<string, string> row) => option with
    {
        IsModelled = true,
        Minimum = NumberOf(row["min"]),
        Maximum = NumberOf(row["max"]),
        Choices = row["choices"].Split(' ', StringSplitOptions.RemoveEmptyEntries),
        SinceMajor = (int)(NumberOf(row["since"]) ?? 0),
        UntilMajor = (int)(NumberOf(row["until"]) ?? int.MaxValue),
    };

    private static OptionType TypeOf(string name) => name switch
    {
        "Integer" or "Port" => OptionType.WholeNumber,
        "Float" => OptionType.Number,
        "Boolean" => OptionType.Boolean,
        "List" => OptionType.List,
        "Dict" => OptionType.Dictionary,
        _ => OptionType.Text,
    };

    // Defaults of the table are Python literals: None, ['a', 'b'], or the text of a scalar.
    private static string? DefaultOf(string literal, bool isList)
    {
        if (literal == "None")
        {
            return null;
        }

        return isList && literal.StartsWith('[')
            ? string.Join(',', literal[1..^1].Split(',').Select(item => item.Trim().Trim('\'')))
            : literal;
    }

    private static List<(string Group, string Name)> NamesOf(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Split('/')).Select(pair => (pair[0], pair[1]))];

    private static double? NumberOf(string text) =>
        text.Length == 0 ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
