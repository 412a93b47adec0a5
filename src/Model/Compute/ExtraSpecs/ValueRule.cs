using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Model.Python;

namespace Model.Compute.ExtraSpecs;

/// <summary>What values an extra spec may have (<c>nova/api/validation/extra_specs/base.py</c>). Immutable.</summary>
public sealed class ValueRule
{
    private readonly Func<string, string?> _check;

    private ValueRule(Func<string, string?> check) => _check = check;

    /// <summary>Any text.</summary>
    public static ValueRule Any { get; } = new(_ => null);

    /// <summary>A truth value in any of oslo's strict spellings.</summary>
    public static ValueRule Boolean { get; } =
        new(value => PythonText.TryBoolean(value, out _) ? null : $"'{value}' is not a truth value such as true or no");

    /// <summary>A whole number, at least <paramref name="min"/> and at most <paramref name="max"/> where these are given.</summary>
    public static ValueRule WholeNumber(int? min = null, int? max = null) => new(value =>
    {
        if (!PythonText.TryInteger(value, out BigInteger number))
        {
            return $"'{value}' is not a whole number";
        }

        if (number > max)
        {
            return string.Create(CultureInfo.InvariantCulture, $"'{value}' is above the maximum {max}");
        }

        return number < min ? string.Create(CultureInfo.InvariantCulture, $"'{value}' is below the minimum {min}") : null;
    });

    /// <summary>One of some words, in exactly this letter case.</summary>
    public static ValueRule OneOf(params string[] words) => new(value =>
        Array.IndexOf(words, value) >= 0 ? null : $"'{value}' is not one of {string.Join(", ", words)}");

    /// <summary>Text that a regular expression describes from its first to its last letter.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="words">The form for people; the expression itself unless given.</param>
    public static ValueRule Pattern(string pattern, string? words = null)
    {
        Regex regex = WholeText(pattern);
        return new ValueRule(value => regex.IsMatch(value) ? null : $"'{value}' does not have the form {words ?? pattern}");
    }

    /// <summary>Why the value is refused, or null when it is accepted.</summary>
    public string? Refusal(string value) => _check(value);

    /// <summary>
    /// A regular expression that must cover the whole text. Some of Nova's have nested repetitions; without backtracking
    /// their time stays linear.
    /// </summary>
    internal static Regex WholeText(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
