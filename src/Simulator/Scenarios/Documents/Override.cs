using System.Globalization;
using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>A change to a document from outside: <c>--set PATH=VALUE</c>.</summary>
/// <remarks>
/// A path is keys joined by dots; <c>[0]</c> picks an item of a list, <c>[*]</c> all of them, and <c>"a.b"</c> quotes a key with dots. The
/// value is YAML. Below a <c>nova_conf</c>, two more parts name a section and an option: the assignment is added as a further
/// configuration file, so it wins over the text that is there (and adds to a multi-valued option).
/// </remarks>
public sealed class Override
{
    private const string CommandPrefix = "--set ";
    private const string ConfigurationKey = "nova_conf";
    private readonly string text;
    private readonly SourcePosition position;
    private readonly IReadOnlyList<string> parts;
    private readonly Node value;
    private readonly string rawValue;
    private readonly DiagnosticBag diagnostics;

    private Override(
        string text, SourcePosition position, IReadOnlyList<string> parts, Node value, string rawValue, DiagnosticBag diagnostics)
    {
        this.text = text;
        this.position = position;
        this.parts = parts;
        this.value = value;
        this.rawValue = rawValue;
        this.diagnostics = diagnostics;
    }

    /// <summary>Applies overrides in their order; problems are reported and leave the document as it was.</summary>
    public static MappingNode Apply(MappingNode document, IEnumerable<string> overrides, DiagnosticBag diagnostics)
    {
        MappingNode result = document;
        foreach (string text in overrides)
        {
            if (Parse(text, diagnostics) is { } change)
            {
                result = (MappingNode)change.Set(result, 0);
            }
        }

        return result;
    }

    /// <summary>Sets one value from another file; problems are reported at the path and leave the document as it was.</summary>
    /// <param name="document">The document to change.</param>
    /// <param name="path">The path as in <c>PATH=VALUE</c>, without the sign.</param>
    /// <param name="value">The value; paths of files in it are relative to the file it stands in.</param>
    /// <param name="diagnostics">Receives problems.</param>
    public static MappingNode Apply(MappingNode document, ScalarNode path, Node value, DiagnosticBag diagnostics)
    {
        List<string>? parts = SplitPath(path.Value + "=", out int sign);
        if (parts is not { Count: > 0 } || sign != path.Value.Length)
        {
            diagnostics.Error(
                ScenarioCodes.BadOverride, path.Position, $"'{path.Value}' is no path; write keys joined by dots, such as hosts[0].disk");
            return document;
        }

        Override change = new(path.Value, path.Position, parts, value, (value as ScalarNode)?.Value ?? string.Empty, diagnostics);
        if (change.IsAssignment && value is not ScalarNode)
        {
            diagnostics.Error(ScenarioCodes.WrongKind, value.Position, $"an option of nova.conf is a text, not {value.KindName}");
            return document;
        }

        return (MappingNode)change.Set(document, 0);
    }

    private bool IsAssignment => parts.Count >= 3 && parts[^3] == ConfigurationKey;

    private static string NameOf(string text) => $"{CommandPrefix}{text}";

    /// <summary>Whether something stands on the command line instead of in a file.</summary>
    public static bool IsFrom(SourcePosition position) => position.File.StartsWith(CommandPrefix, StringComparison.Ordinal);

    private static Override? Parse(string text, DiagnosticBag diagnostics)
    {
        SourcePosition position = SourcePosition.WholeFile(NameOf(text));
        List<string>? parts = SplitPath(text, out int sign);
        if (parts is null || parts.Count == 0)
        {
            diagnostics.Error(ScenarioCodes.BadOverride, position, "expected PATH=VALUE, for example duration=2d or hosts[0].disk='4 TiB'");
            return null;
        }

        string raw = text[(sign + 1)..];
        Node? value = raw.Trim().Length == 0
            ? new ScalarNode(position, string.Empty, isPlain: false)
            : YamlReader.Read(NameOf(text), raw, diagnostics);
        return value is null ? null : new Override(text, position, parts, value, raw.Trim(), diagnostics);
    }

    // The parts of the path; an index part starts with '['. Null when the path has no end or a quote is open.
    private static List<string>? SplitPath(string text, out int sign)
    {
        List<string> parts = [];
        int at = 0;
        while (at < text.Length)
        {
            char first = text[at];
            int end = first switch
            {
                '"' => text.IndexOf('"', at + 1),
                '[' => text.IndexOf(']', at + 1),
                _ => text.AsSpan(at).IndexOfAny('.', '[', '=') is int length and >= 0 ? at + length : -1,
            };
            if (end <= at)
            {
                break;
            }

            parts.Add(first switch { '"' => text[(at + 1)..end], '[' => text[at..(end + 1)], _ => text[at..end] });
            at = first is '"' or '[' ? end + 1 : end;
            if (at < text.Length && text[at] == '=')
            {
                sign = at;
                return parts;
            }

            at += at < text.Length && text[at] == '.' ? 1 : 0;
        }

        sign = -1;
        return null;
    }

    private Node Set(Node node, int depth)
    {
        if (depth == parts.Count)
        {
            return value;
        }

        string part = parts[depth];
        if (part.StartsWith('['))
        {
            return SetItem(node, part[1..^1], depth);
        }

        if (node is not MappingNode mapping)
        {
            string items = node is SequenceNode { Items.Count: > 0 } list
                ? string.Create(CultureInfo.InvariantCulture, $", whose items are {PathTo(depth)}[0] to [{list.Items.Count - 1}]")
                : string.Empty;
            Report($"'{PathTo(depth)}' is {node.KindName}{items}; it has no key '{part}'");
            return node;
        }

        ScalarNode key = new(position, part, isPlain: false);
        bool exists = mapping.TryFind(part, out MappingEntry entry);
        if (part == ConfigurationKey && depth == parts.Count - 3)
        {
            return mapping.With(exists ? entry.Key : key, WithAssignment(exists ? entry.Value : null, depth));
        }

        if (!exists && depth > 0 && depth < parts.Count - 1
            && NearestName.Find(part, mapping.Entries.Select(other => other.Key.Value)) is { } nearest)
        {
            string message = $"'{PathTo(depth)}' has no '{part}', so '{text}' makes a new one";
            diagnostics.Warn(ScenarioCodes.BadOverride, position, message, nearest);
        }

        Node below = exists ? entry.Value : new MappingNode(position, []);
        return mapping.With(exists ? entry.Key : key, Set(below, depth + 1));
    }

    private Node SetItem(Node node, string index, int depth)
    {
        if (node is not SequenceNode list)
        {
            Report($"'{PathTo(depth)}' is {node.KindName}, not a list");
            return node;
        }

        bool all = index == "*";
        bool isNumber = int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!all && (!isNumber || number >= list.Items.Count))
        {
            Report($"'{PathTo(depth)}' has {list.Items.Count} items; there is no [{index}]");
            return node;
        }

        return new SequenceNode(list.Position, [.. list.Items.Select((item, i) => all || i == number ? Set(item, depth + 1) : item)]);
    }

    private SequenceNode WithAssignment(Node? existing, int depth)
    {
        ScalarNode fragment = new(position, $"[{parts[depth + 1]}]\n{parts[depth + 2]} = {rawValue}\n", isPlain: false);
        return existing switch
        {
            null => new SequenceNode(position, [fragment]),
            SequenceNode list => new SequenceNode(list.Position, [.. list.Items, fragment]),
            _ => new SequenceNode(existing.Position, [existing, fragment]),
        };
    }

    private string PathTo(int depth) =>
        depth == 0 ? "the scenario" : string.Join('.', parts.Take(depth)).Replace(".[", "[", StringComparison.Ordinal);

    private void Report(string message) => diagnostics.Error(ScenarioCodes.BadOverride, position, $"{message}, so '{text}' cannot be set");
}
