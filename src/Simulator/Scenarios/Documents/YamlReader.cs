using Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Simulator.Scenarios.Documents;

/// <summary>
/// Reads one YAML document into nodes with places. Anchors and aliases work; merge keys (<c>&lt;&lt;</c>), tags other than
/// <c>!file</c>, and keys that are not texts are refused. Duplicate keys are errors; the first one stays.
/// </summary>
public sealed class YamlReader
{
    private readonly string file;
    private readonly string[] lines;
    private readonly DiagnosticBag diagnostics;
    private readonly Parser parser;
    private readonly Dictionary<string, Node> anchors = new(StringComparer.Ordinal);
    private long nodes;

    private YamlReader(string file, string text, DiagnosticBag diagnostics)
    {
        this.file = file;
        this.diagnostics = diagnostics;
        lines = text.Split('\n');
        parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">Name for messages; relative paths in the text are relative to its folder.</param>
    /// <param name="text">The YAML text.</param>
    /// <param name="diagnostics">Receives every problem that can be told at once; after a syntax error nothing more is read.</param>
    /// <returns>The document's value, or null when it is empty or not readable.</returns>
    public static Node? Read(string file, string text, DiagnosticBag diagnostics)
    {
        YamlReader reader = new(file, text, diagnostics);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException problem)
        {
            string message = $"not valid YAML: {Clean(problem)}";

            // The mark may be that of the construct, which can be the whole document; what was read before it is surely right.
            Mark read = reader.parser.Current?.End ?? Mark.Empty;
            diagnostics.Error(ScenarioCodes.Syntax, reader.At(read.Index > problem.End.Index ? read : problem.End), message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser's own slips on malformed texts (for example an open flow list) count as what they are: bad YAML.
            Mark mark = reader.parser.Current?.End ?? Mark.Empty;
            diagnostics.Error(ScenarioCodes.Syntax, reader.At(mark), "not valid YAML after this place: a bracket or quote may be open");
        }
        catch (LimitException problem)
        {
            diagnostics.Error(ScenarioCodes.LimitExceeded, reader.At(problem.Mark), problem.Message);
        }

        return null;
    }

    private Node? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            diagnostics.Error(ScenarioCodes.Syntax, SourcePosition.WholeFile(file), "the file is empty");
            return null;
        }

        parser.Consume<DocumentStart>();
        Node node = ReadNode(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            diagnostics.Error(ScenarioCodes.NotSupported, At(second.Start), "a file holds one YAML document; a second one starts here");
        }

        return node;
    }

    private Node ReadNode(int depth)
    {
        if (depth > InputLimits.DepthMax)
        {
            throw new LimitException(parser.Current!.Start, $"nested deeper than the limit of {InputLimits.DepthMax} levels");
        }

        ParsingEvent next = parser.Current ?? Advance();
        Node node;
        switch (next)
        {
            case AnchorAlias alias:
                parser.Consume<AnchorAlias>();
                return ReadAlias(alias);
            case Scalar scalar:
                parser.Consume<Scalar>();
                node = ReadScalar(scalar);
                break;
            case SequenceStart start:
                parser.Consume<SequenceStart>();
                CheckTag(start.Tag, start.Start);
                node = ReadSequence(start, depth);
                break;
            default:
                MappingStart mapping = parser.Consume<MappingStart>();
                CheckTag(mapping.Tag, mapping.Start);
                node = ReadMapping(mapping, depth);
                break;
        }

        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private ParsingEvent Advance() => parser.MoveNext() ? parser.Current! : throw new SemanticErrorException("the text ends too early");

    private Node ReadAlias(AnchorAlias alias)
    {
        if (anchors.TryGetValue(alias.Value.Value, out Node? node))
        {
            Count(node.Size, alias.Start);
            return node;
        }

        diagnostics.Error(ScenarioCodes.Syntax, At(alias.Start), $"alias *{alias.Value} names no anchor before it");
        return new ScalarNode(At(alias.Start), string.Empty);
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        Count(1, scalar.Start);
        bool isFile = !scalar.Tag.IsEmpty && scalar.Tag.Value == "!file";
        if (!isFile)
        {
            CheckTag(scalar.Tag, scalar.Start);
        }

        bool isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        int line = (int)scalar.Start.Line;
        int column = (int)scalar.Start.Column;
        bool isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        return new ScalarNode(
            At(scalar.Start),
            scalar.Value,
            scalar.Style == ScalarStyle.Plain,
            isBlock ? line + 1 : line,
            isBlock ? IndentAfter(line) : column - (isQuoted ? 0 : 1),
            isFile,
            scalar.Style == ScalarStyle.Folded || (!isBlock && scalar.Value.Contains('\n', StringComparison.Ordinal)));
    }

    // The parser does not tell how far a block is indented; its first line with text does.
    private int IndentAfter(int line)
    {
        for (int i = line; i < lines.Length; i++)
        {
            string content = lines[i].TrimStart(' ');
            if (content.Length > 0 && content != "\r")
            {
                return lines[i].Length - content.Length;
            }
        }

        return 0;
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        Count(1, start.Start);
        List<Node> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new SequenceNode(At(start.Start), items);
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        Count(1, start.Start);
        List<MappingEntry> entries = [];
        Dictionary<string, SourcePosition> seen = new(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Node keyNode = ReadNode(depth + 1);
            Node value = ReadNode(depth + 1);
            if (keyNode is not ScalarNode key)
            {
                diagnostics.Error(ScenarioCodes.NotSupported, keyNode.Position, "a key must be a text");
            }
            else if (key is { Value: "<<", IsPlain: true })
            {
                string message = "merge keys (<<) are not supported; use extends: or host-defaults:, or an alias for the whole value";
                diagnostics.Error(ScenarioCodes.NotSupported, key.Position, message);
            }
            else if (!seen.TryAdd(key.Value, key.Position))
            {
                string message = $"key '{key.Value}' stands twice; first in line {seen[key.Value].Line}";
                diagnostics.Error(ScenarioCodes.DuplicateKey, key.Position, message);
            }
            else
            {
                entries.Add(new MappingEntry(key, value));
            }
        }

        return new MappingNode(At(start.Start), entries);
    }

    private void CheckTag(TagName tag, Mark mark)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            diagnostics.Error(ScenarioCodes.NotSupported, At(mark), $"tag {tag.Value} is not supported; only !file PATH is");
        }
    }

    private void Count(long more, Mark mark)
    {
        nodes += more;
        if (nodes > InputLimits.NodesMax)
        {
            throw new LimitException(mark, $"more than {InputLimits.NodesMax} values, aliases written out");
        }
    }

    private SourcePosition At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private static string Clean(YamlException problem)
    {
        string message = problem.InnerException?.Message ?? problem.Message;
        return message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private sealed class LimitException(Mark mark, string message) : Exception(message)
    {
        public Mark Mark { get; } = mark;
    }
}
