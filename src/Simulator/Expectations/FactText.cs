using System.Globalization;

namespace Simulator.Expectations;

/// <summary>How facts and expected values are written and compared.</summary>
internal static class FactText
{
    /// <summary>Numbers this close, relative to the larger, are equal: decimal texts cannot spell all binary fractions.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>A number as it is compared and shown.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads a number.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Whether an operator orders, and so needs numbers.</summary>
    public static bool IsOrder(string sign) => sign is "<" or "<=" or ">" or ">=";

    /// <summary>Takes the quotation marks off a quoted text.</summary>
    public static string Unquote(string text) => text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    /// <summary>Whether a fact meets an expectation; what is not a number meets no order.</summary>
    public static bool Holds(string actual, string sign, string expected)
    {
        string wanted = Unquote(expected);
        if (TryNumber(actual, out double left) && TryNumber(wanted, out double right))
        {
            bool isEqual = Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));
            return sign switch
            {
                "==" => isEqual,
                "!=" => !isEqual,
                "<" => left < right && !isEqual,
                "<=" => left <= right || isEqual,
                ">" => left > right && !isEqual,
                _ => left >= right || isEqual,
            };
        }

        bool isSame = string.Equals(actual, wanted, StringComparison.Ordinal);
        return sign switch { "==" => isSame, "!=" => !isSame, _ => false };
    }
}
