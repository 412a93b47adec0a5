using System.Globalization;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Values;

/// <summary>
/// Host names with ranges: <c>gpu-[001-100]</c>, <c>rack[1-2]-n[01-40]</c>, <c>n[1-3,7]</c>, <c>a,b-[1-2]</c>. A range counts up; the
/// first number's
/// leading zeros give the width; with several ranges the last one counts fastest.
/// </summary>
public static class NamePattern
{
    /// <summary>Writes a pattern out.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="names">The names in their order; empty on failure.</param>
    /// <param name="problem">On failure, what is wrong.</param>
    public static bool TryExpand(string pattern, out IReadOnlyList<string> names, out string problem)
    {
        List<string> all = [];
        names = [];
        foreach (string part in SplitOutsideBrackets(pattern))
        {
            if (!TryParse(part.Trim(), out List<List<(string Text, long First, long Last, int Width)>> pieces, out problem))
            {
                return false;
            }

            Int128 count = pieces.Aggregate(
                Int128.One, (product, piece) => product * piece.Aggregate(Int128.Zero, (sum, range) => sum + range.Last - range.First + 1));
            if (all.Count + count > InputLimits.HostsMax)
            {
                problem = $"'{pattern}' expands to more than the limit of {InputLimits.HostsMax} names";
                return false;
            }

            Expand(pieces, 0, string.Empty, all);
        }

        names = all;
        problem = string.Empty;
        return true;
    }

    private static List<string> SplitOutsideBrackets(string pattern)
    {
        List<string> parts = [];
        int start = 0;
        int depth = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            depth += pattern[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (pattern[i] == ',' && depth == 0)
            {
                parts.Add(pattern[start..i]);
                start = i + 1;
            }
        }

        parts.Add(pattern[start..]);
        return parts;
    }

    // Pieces are alternatives that follow each other: a literal is a range of one with a text.
    private static bool TryParse(
        string part, out List<List<(string Text, long First, long Last, int Width)>> pieces, out string problem)
    {
        pieces = [];
        problem = $"'{part}' is not a name or a pattern such as gpu-[001-100]";
        int at = 0;
        while (at < part.Length)
        {
            int open = part.IndexOf('[', at);
            string literal = open < 0 ? part[at..] : part[at..open];
            if (!literal.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            {
                return false;
            }

            if (literal.Length > 0)
            {
                pieces.Add([(literal, 0, 0, 0)]);
            }

            if (open < 0)
            {
                break;
            }

            int close = part.IndexOf(']', open);
            if (close < 0 || !TryRanges(part[(open + 1)..close], out List<(string Text, long First, long Last, int Width)> ranges))
            {
                return false;
            }

            pieces.Add(ranges);
            at = close + 1;
        }

        return pieces.Count > 0;
    }

    private static bool TryRanges(string text, out List<(string Text, long First, long Last, int Width)> ranges)
    {
        ranges = [];
        foreach (string range in text.Split(','))
        {
            string[] ends = range.Trim().Split('-');
            string last = ends[^1];
            if (ends.Length > 2 || !TryNumber(ends[0], out long first) || !TryNumber(last, out long end) || end < first)
            {
                return false;
            }

            ranges.Add((string.Empty, first, end, ends[0].Length));
        }

        return true;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 1_000_000_000_000;

    private static void Expand(
        List<List<(string Text, long First, long Last, int Width)>> pieces, int index, string prefix, List<string> names)
    {
        if (index == pieces.Count)
        {
            names.Add(prefix);
            return;
        }

        foreach ((string text, long first, long last, int width) in pieces[index])
        {
            for (long number = first; number <= last; number++)
            {
                string next = width == 0 ? text : number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
                Expand(pieces, index + 1, prefix + next, names);
            }
        }
    }
}
