namespace Model.Numa;

/// <summary>
/// Whole numbers as Python's <c>int()</c> reads them: white space around, a sign, and single underscores between digits
/// are accepted. Flavors and images hand numbers to Nova as such text.
/// </summary>
internal static class LooseInteger
{
    /// <summary>Reads a number; what does not fit 64 bits is clamped to the nearest that does.</summary>
    public static bool TryParse(string text, out long value)
    {
        value = 0;
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        bool negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
        {
            digits = digits[1..];
        }

        bool digitBefore = false;
        foreach (char letter in digits)
        {
            if (letter == '_' && digitBefore)
            {
                digitBefore = false;
                continue;
            }

            if (!char.IsAsciiDigit(letter))
            {
                return false;
            }

            value = value > (long.MaxValue - 9) / 10 ? long.MaxValue : (value * 10) + (letter - '0');
            digitBefore = true;
        }

        value = negative ? -value : value;
        return digitBefore;
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
