using Model.Python;

namespace Model.Scheduling;

/// <summary>
/// The little language of extra spec requirements: <c>&gt;= 4</c>, <c>s== red</c>, <c>&lt;or&gt; a &lt;or&gt; b</c> …
/// (Nova: <c>filters/extra_specs_ops.py</c>).
/// </summary>
public static class ExtraSpecOperators
{
    private static readonly string[] Known =
        ["=", "<in>", "<all-in>", "==", "!=", ">=", "<=", "s==", "s!=", "s<", "s<=", "s>", "s>=", "<or>"];

    /// <summary>Whether a value meets a requirement. A requirement without an operator must equal the value.</summary>
    /// <param name="value">The host's value, or null when it has none.</param>
    /// <param name="requirement">The extra spec's text.</param>
    /// <exception cref="NovaException">
    /// ValueError: a numeric operator and something that is not a number. IndexError: an alternative is missing.
    /// </exception>
    public static bool Match(string? value, string requirement)
    {
        string[] words = PythonText.Words(requirement);
        if (words.Length == 0 || Array.IndexOf(Known, words[0]) < 0)
        {
            return value == requirement;
        }

        if (value is null)
        {
            return false;
        }

        if (words[0] == "<or>")
        {
            return MatchesAlternative(value, words);
        }

        return words.Length > 1 && words[0] switch
        {
            "<in>" => value.Contains(words[1], StringComparison.Ordinal),
            "<all-in>" => words.Skip(1).All(word => value.Contains(word, StringComparison.Ordinal)),
            "s==" => value == words[1],
            "s!=" => value != words[1],
            "s<" => string.CompareOrdinal(value, words[1]) < 0,
            "s<=" => string.CompareOrdinal(value, words[1]) <= 0,
            "s>" => string.CompareOrdinal(value, words[1]) > 0,
            "s>=" => string.CompareOrdinal(value, words[1]) >= 0,
            string sign => MatchesNumber(sign, PythonNumber.ParseFloat(value), PythonNumber.ParseFloat(words[1])),
        };
    }

    private static bool MatchesNumber(string sign, double value, double bound) => sign switch
    {
        "=" or ">=" => value >= bound,
        "<=" => value <= bound,
        "==" => value == bound,
        _ => value != bound,
    };

    /// <summary>Every second word is an alternative; the words between them are skipped, whatever they are.</summary>
    private static bool MatchesAlternative(string value, string[] words)
    {
        if (words.Length == 1)
        {
            throw new NovaException("IndexError", "pop from empty list");
        }

        for (int index = 1; index < words.Length; index += 2)
        {
            if (words[index] == value)
            {
                return true;
            }
        }

        return false;
    }
}
