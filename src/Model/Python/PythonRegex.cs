using System.Text.RegularExpressions;

namespace Model.Python;

/// <summary>Python regular expressions (<c>re</c>, Python 3.11), run by .NET's engine.</summary>
internal static class PythonRegex
{
    /// <summary>An expression that must match from the start of the text, but not up to its end (Python's <c>match</c>).</summary>
    /// <exception cref="ArgumentException">The expression is not one of Python's.</exception>
    public static Regex MatchAtStart(string expression)
    {
        string translated = PythonRegexTranslator.Translate(expression, out RegexOptions options);
        return new Regex($@"\A(?:{translated})", options);
    }
}
