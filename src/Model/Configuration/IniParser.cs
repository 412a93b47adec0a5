using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>
/// Reads a configuration file by oslo.config's rules (<c>oslo_config/iniparser.py</c>): <c>key = value</c> or <c>key: value</c>, whichever
/// sign comes first; an indented line continues the value above it; <c>#</c> and <c>;</c> start a comment only at the very start of a
/// line; a pair of equal quotes around a value's first line is removed; blank lines and comments end a value.
/// </summary>
public sealed class IniParser
{
    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;
    private readonly List<IniEntry> entries = [];
    private readonly List<(string Name, SourcePosition Position)> sections = [];
    private readonly List<string> valueLines = [];
    private readonly List<SourcePosition> valuePositions = [];
    private string? section;
    private string? key;
    private SourcePosition keyPosition;

    private IniParser(SourceText source, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /// <summary>Parses a text. Lines with errors are reported and skipped, so that one run shows all of them.</summary>
    /// <param name="source">The text and its place.</param>
    /// <param name="diagnostics">Receives the errors (<see cref="ConfigurationCodes.Syntax"/>).</param>
    public static IniDocument Parse(SourceText source, DiagnosticBag diagnostics)
    {
        IniParser parser = new(source, diagnostics);
        int line = 0;
        string text = source.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        foreach (string content in text.Split('\n'))
        {
            parser.ReadLine(content.TrimEnd(), line++);
        }

        parser.FinishValue();
        return new IniDocument(parser.entries, parser.sections);
    }

    private void ReadLine(string line, int number)
    {
        if (line.Length > 0 && line[0] is ' ' or '\t')
        {
            ReadContinuation(line, number);
            return;
        }

        FinishValue();
        if (line.Length == 0 || line[0] is '#' or ';')
        {
            return;
        }

        if (line[0] == '[')
        {
            ReadSection(line, number);
        }
        else
        {
            ReadAssignment(line, number);
        }
    }

    private void ReadContinuation(string line, int number)
    {
        string text = line.TrimStart();
        SourcePosition position = source.At(number, line.Length - text.Length);
        if (key is null)
        {
            Report(position, "unexpected continuation line: an indented line must follow an assignment directly");
            return;
        }

        valueLines.Add(text);
        valuePositions.Add(position);
    }

    private void ReadSection(string line, int number)
    {
        SourcePosition position = source.At(number, 0);
        if (!line.EndsWith(']'))
        {
            Report(position, "invalid section: the line must end with ']' (comments stand on lines of their own)");
        }
        else if (line.Length == 2)
        {
            Report(position, "empty section name");
        }
        else
        {
            section = line[1..^1];
            sections.Add((section, position));
        }
    }

    private void ReadAssignment(string line, int number)
    {
        SourcePosition position = source.At(number, 0);
        int sign = line.AsSpan().IndexOfAny('=', ':');
        string name = sign < 0 ? line : line[..sign].Trim();
        if (sign < 0)
        {
            Report(position, $"no ':' or '=' found in assignment '{Shorten(line)}'");
        }
        else if (name.Length == 0)
        {
            Report(position, "the option's name before the sign is missing");
        }
        else if (section is null)
        {
            Report(position, $"option '{Shorten(name)}' stands before the first section");
        }
        else
        {
            StartValue(name, position, line[(sign + 1)..], source.At(number, sign + 1));
        }
    }

    private void StartValue(string name, SourcePosition position, string rest, SourcePosition restPosition)
    {
        string value = rest.Trim();
        int skipped = value.Length == 0 ? 0 : rest.Length - rest.TrimStart().Length;
        if (value.Length > 0 && value[0] is '"' or '\'' && value[0] == value[^1])
        {
            // A lone quote is its own partner: oslo.config reads it as the empty text.
            value = value.Length == 1 ? string.Empty : value[1..^1];
            skipped++;
        }

        key = name;
        keyPosition = position;
        valueLines.Add(value);
        valuePositions.Add(restPosition with { Column = restPosition.Column + skipped });
    }

    private void FinishValue()
    {
        if (key is not null && section is not null)
        {
            entries.Add(new IniEntry(section, key, new ConfiguredText(string.Join('\n', valueLines), keyPosition, [.. valuePositions])));
        }

        key = null;
        valueLines.Clear();
        valuePositions.Clear();
    }

    private void Report(SourcePosition position, string message) => diagnostics.Error(ConfigurationCodes.Syntax, position, message);

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
