using System.Numerics;

namespace Model.Numa;

/// <summary>
/// Whole numbers as Python's <c>int()</c> reads them (see <see cref="PythonText"/>), in 64 bits. Flavors and images hand numbers to
/// Nova as such text.
/// </summary>
internal static class LooseInteger
{
    /// <summary>Reads a number; what does not fit 64 bits is clamped to the nearest that does.</summary>
    public static bool TryParse(string text, out long value)
    {
        bool isNumber = PythonText.TryInteger(text, out BigInteger number);
        value = (long)BigInteger.Clamp(number, long.MinValue + 1, long.MaxValue);
        return isNumber;
    }

    /// <summary>Reads a number that must be one.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: the text is not a whole number.</exception>
    public static long Parse(string text) => TryParse(text, out long value)
        ? value
        : throw new NovaException("ValueError", $"invalid literal for int() with base 10: '{text}'");

    /// <summary>
    /// Whether the text is a number in its shortest spelling (oslo.utils <c>is_int_like</c>): <c>2</c>, neither <c>02</c> nor
    /// <c>+2</c> nor one with white space.
    /// </summary>
    public static bool IsCanonical(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return digits[0] != '0' || text == "0";
    }
}
