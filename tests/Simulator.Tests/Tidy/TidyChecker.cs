using System.Text.RegularExpressions;

namespace Simulator.Tests.Tidy;

/// <summary>Checks one source file against the house rules.</summary>
public static partial class TidyChecker
{
    private const int LineLengthMax = 150;
    private const int MethodLinesMax = 70;

    /// <summary>Every offence of a file as <c>path:line: error: …</c>.</summary>
    /// <param name="path">Path from the repository's root, with forward slashes.</param>
    /// <param name="text">The file's text.</param>
    public static IReadOnlyList<string> Check(string path, string text)
    {
        List<string> problems = [];
        string[] raw = text.Split('\n');
        string[] code = SourceText.CodeLines(text);
        for (int line = 0; line < code.Length; line++)
        {
            foreach (TidyRule rule in TidyRules.All)
            {
                if (rule.Applies(path) && rule.Pattern.IsMatch(code[line]))
                {
                    problems.Add($"{path}:{line + 1}: error: {rule.Name} is banned, use {rule.Instead}");
                }
            }

            if (raw[line].Length > LineLengthMax)
            {
                problems.Add($"{path}:{line + 1}: error: a line of {raw[line].Length} characters, at most {LineLengthMax}");
            }
        }

        if (TidyRules.IsSource(path))
        {
            CheckEnumeration(path, raw, code, problems);
            CheckMethodLengths(path, code, problems);
        }

        return problems;
    }

    /// <summary>
    /// Hash tables have no order that could be relied on, so walking over one may not decide anything. A walk that is
    /// harmless says so in a comment on its line or the one above: <c>order-free: why</c>.
    /// </summary>
    private static void CheckEnumeration(string path, string[] raw, string[] code, List<string> problems)
    {
        HashSet<string> tables = [];
        foreach (string line in code)
        {
            foreach (Match match in Declaration().Matches(line))
            {
                tables.Add(match.Groups["name"].Value);
            }
        }

        for (int line = 0; line < code.Length; line++)
        {
            foreach (Match match in Walk().Matches(code[line]))
            {
                bool excused = raw[line].Contains("order-free:", StringComparison.Ordinal)
                    || (line > 0 && raw[line - 1].Contains("order-free:", StringComparison.Ordinal));
                bool ordered = code[line].Contains(".Order", StringComparison.Ordinal)
                    || (line + 1 < code.Length && code[line + 1].TrimStart().StartsWith(".Order", StringComparison.Ordinal));
                if (tables.Contains(match.Groups["name"].Value) && !excused && !ordered)
                {
                    problems.Add($"{path}:{line + 1}: error: walking over the hash table '{match.Groups["name"].Value}' is banned, "
                        + "use a list or an order, or say why no order shows ('order-free: …')");
                }
            }
        }
    }

    private static void CheckMethodLengths(string path, string[] code, List<string> problems)
    {
        int start = -1;
        for (int line = 0; line < code.Length; line++)
        {
            // A member's body: a brace alone at the indentation of members (four blanks), closed by its twin.
            if (code[line] == "    {")
            {
                start = line;
            }
            else if (start >= 0 && (code[line] == "    }" || code[line].StartsWith("    };", StringComparison.Ordinal)))
            {
                int length = line - start - 1;
                bool isType = start > 0 && TypeHeader().IsMatch(code[start - 1]);
                if (length > MethodLinesMax && !isType)
                {
                    problems.Add($"{path}:{start + 1}: error: a method of {length} lines, at most {MethodLinesMax}");
                }

                start = -1;
            }
        }
    }

    [GeneratedRegex(@"\b(?:Dictionary|HashSet|FrozenDictionary|FrozenSet|ConcurrentDictionary)<[^=;()]*>\??\s+(?<name>\w+)\s*(?:=|;|\{|,|\))")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?:\bin\s+(?:this\.)?(?<name>\w+)(?:\.(?:Keys|Values))?\s*\)"
        + @"|\b(?<name>\w+)(?:\.(?:Keys|Values))?\.(?:Select|SelectMany|First|Last|ToList|ToArray|Aggregate|Take)\b)")]
    private static partial Regex Walk();

    [GeneratedRegex(@"\b(class|struct|interface|enum|record)\b")]
    private static partial Regex TypeHeader();
}
