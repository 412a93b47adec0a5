using System.Text;
using System.Text.RegularExpressions;

namespace Model.Python;

/// <summary>
/// Turns a Python regular expression into a .NET one, as far as addresses need it: the engines agree on groups,
/// repetition and alternatives, and differ in brackets inside a class, <c>\Z</c> and the spelling of named groups.
/// </summary>
internal static class PythonRegex
{
    /// <summary>An expression that must match from the start of the text, but not up to its end (Python's <c>match</c>).</summary>
    /// <exception cref="ArgumentException">The expression is invalid.</exception>
    public static Regex MatchAtStart(string expression)
    {
        // Python only takes inline flags at the very start, so they may be lifted over the anchor that we add.
        int flagsEnd = LeadingFlags(expression, out RegexOptions options);
        string body = Translate(expression[flagsEnd..]);

        // On its own first: brackets that are only balanced by those of the anchor must stay an error.
        _ = new Regex(body, options);
        return new Regex($@"\A(?:{body})", options);
    }

    private static int LeadingFlags(string expression, out RegexOptions options)
    {
        options = RegexOptions.CultureInvariant;
        if (!expression.StartsWith("(?", StringComparison.Ordinal))
        {
            return 0;
        }

        RegexOptions found = options;
        for (int index = 2; index < expression.Length; index++)
        {
            switch (expression[index])
            {
                case 'i': found |= RegexOptions.IgnoreCase; break;
                case 'm': found |= RegexOptions.Multiline; break;
                case 's': found |= RegexOptions.Singleline; break;
                case 'x': found |= RegexOptions.IgnorePatternWhitespace; break;
                case 'a' or 'u': break;
                case ')' when index > 2:
                    options = found;
                    return index + 1;
                default: return 0;
            }
        }

        return 0;
    }

    private static string Translate(string expression)
    {
        StringBuilder text = new(expression.Length);
        int index = 0;
        while (index < expression.Length)
        {
            char symbol = expression[index];
            ReadOnlySpan<char> rest = expression.AsSpan(index);
            if (symbol == '\\' && rest.Length > 1)
            {
                text.Append(rest[1] == 'Z' ? @"\z" : rest[..2]);
                index += 2;
            }
            else if (symbol == '[')
            {
                index += TranslateClass(rest, text);
            }
            else if (rest.StartsWith("(?P<"))
            {
                text.Append("(?<");
                index += 4;
            }
            else
            {
                text.Append(symbol);
                index++;
            }
        }

        return text.ToString();
    }

    /// <summary>In a Python class an opening bracket is plain, and there is no subtraction of classes.</summary>
    /// <returns>How many characters the class takes.</returns>
    private static int TranslateClass(ReadOnlySpan<char> rest, StringBuilder text)
    {
        text.Append('[');
        int index = 1;
        if (index < rest.Length && rest[index] == '^')
        {
            text.Append('^');
            index++;
        }

        int first = index;
        while (index < rest.Length && (rest[index] != ']' || index == first))
        {
            if (rest[index] == '\\' && index + 1 < rest.Length)
            {
                text.Append(rest.Slice(index, 2));
                index += 2;
                continue;
            }

            if (rest[index] is '[' or ']')
            {
                text.Append('\\');
            }

            text.Append(rest[index]);
            index++;
        }

        if (index < rest.Length)
        {
            text.Append(']');
            index++;
        }

        return index;
    }
}
