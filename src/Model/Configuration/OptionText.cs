using System.Globalization;
using System.Numerics;
using Model.Python;

namespace Model.Configuration;

/// <summary>Reads texts as oslo.config's types do (<c>oslo_config/types.py</c>), and writes values as Python shows them.</summary>
internal static class OptionText
{
    /// <summary>Reads a truth value: true, 1, on, yes, false, 0, off, no; letter case aside.</summary>
    public static bool TryBoolean(string text, out bool value)
    {
        string lower = text.ToLowerInvariant();
        value = lower is "true" or "1" or "on" or "yes";
        return value || lower is "false" or "0" or "off" or "no";
    }

    /// <summary>Reads a whole number as Python's <c>int()</c> does, if it fits 64 bits.</summary>
    public static bool TryInteger(string text, out long value)
    {
        bool isNumber = PythonText.TryInteger(text, out BigInteger number) && number >= long.MinValue && number <= long.MaxValue;
        value = isNumber ? (long)number : 0;
        return isNumber;
    }

    /// <summary>Reads a floating-point number as Python's <c>float()</c> does, except that infinities and NaN are refused.</summary>
    public static bool TryNumber(string text, out double value) =>
        PythonNumber.TryParseFloat(text, out value) && double.IsFinite(value);

    /// <summary>Splits at commas; blanks around items and commas at the end are dropped, empty items between stay.</summary>
    public static IReadOnlyList<string> ToList(string text)
    {
        string trimmed = text.Trim().TrimEnd(',');
        return trimmed.Length == 0 ? [] : [.. trimmed.Split(',').Select(item => item.Trim())];
    }

    /// <summary>The text that replaces a reference to an option with this value.</summary>
    public static string ToPython(OptionDefinition option, string text) => option.Type switch
    {
        OptionType.Boolean when TryBoolean(text, out bool flag) => flag ? "True" : "False",
        OptionType.WholeNumber when TryInteger(text, out long number) => number.ToString(CultureInfo.InvariantCulture),
        OptionType.Number when TryNumber(text, out double number) => ToPython(number),
        OptionType.List => ToPython(ToList(text)),
        _ => text,
    };

    /// <summary>A list as Python shows it, for example <c>['a', 'b']</c>.</summary>
    public static string ToPython(IReadOnlyList<string> items) => $"[{string.Join(", ", items.Select(item => $"'{item}'"))}]";

    private static string ToPython(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text.ToLowerInvariant() : text + ".0";
    }
}
