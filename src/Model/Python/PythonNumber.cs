using System.Globalization;
using System.Numerics;

namespace Model.Python;

/// <summary>
/// Reads numbers as Python's <c>int()</c> and <c>float()</c> do, because Nova hands them text from operators: white space
/// around, a sign, single underscores between digits, and for floats <c>inf</c>, <c>infinity</c> and <c>nan</c>.
/// </summary>
public static class PythonNumber
{
    /// <summary>
    /// Reads a whole number. Values beyond 64 bits saturate, which no comparison here can tell apart; the least value is one more
    /// than a long's, so that negating never overflows.
    /// </summary>
    public static bool TryParseInteger(string text, out long value)
    {
        bool isNumber = PythonText.TryInteger(text, out BigInteger number);
        value = (long)BigInteger.Clamp(number, long.MinValue + 1, long.MaxValue);
        return isNumber;
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="NovaException">ValueError: the text is not a whole number.</exception>
    public static long ParseInteger(string text) => TryParseInteger(text, out long value)
        ? value
        : throw new NovaException("ValueError", $"invalid literal for int() with base 10: '{text}'");

    /// <summary>
    /// Whether the text is a number in its shortest spelling (oslo.utils <c>is_int_like</c>): <c>2</c>, neither <c>02</c> nor
    /// <c>+2</c> nor one with white space.
    /// </summary>
    public static bool IsCanonicalInteger(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return digits[0] != '0' || text == "0";
    }

    /// <summary>Reads a floating-point number.</summary>
    public static bool TryParseFloat(string text, out double value)
    {
        value = 0;
        string trimmed = WithAsciiDigits(PythonText.Strip(text).ToString());
        string unsigned = trimmed.Length > 0 && trimmed[0] is '+' or '-' ? trimmed[1..] : trimmed;
        bool negative = trimmed.StartsWith('-');
        switch (unsigned.ToLowerInvariant())
        {
            case "inf" or "infinity":
                value = negative ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case "nan":
                value = double.NaN;
                return true;
        }

        if (!IsFloatShape(unsigned))
        {
            return false;
        }

        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
        return double.TryParse(trimmed.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a floating-point number.</summary>
    /// <exception cref="NovaException">ValueError: the text is not a number.</exception>
    public static double ParseFloat(string text) => TryParseFloat(text, out double value)
        ? value
        : throw new NovaException("ValueError", $"could not convert string to float: '{text}'");

    /// <summary>Digits of any script count as digits.</summary>
    private static string WithAsciiDigits(string text) => text.All(char.IsAscii)
        ? text
        : string.Concat(text.Select(letter => char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter)) : letter));

    private static bool IsFloatShape(ReadOnlySpan<char> text)
    {
        int exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            ReadOnlySpan<char> digits = text[(exponent + 1)..];
            if (digits.Length > 0 && digits[0] is '+' or '-')
            {
                digits = digits[1..];
            }

            if (!AreDigits(digits))
            {
                return false;
            }

            text = text[..exponent];
        }

        int point = text.IndexOf('.');
        if (point < 0)
        {
            return AreDigits(text);
        }

        ReadOnlySpan<char> whole = text[..point];
        ReadOnlySpan<char> fraction = text[(point + 1)..];
        return (whole.Length > 0 || fraction.Length > 0)
            && (whole.Length == 0 || AreDigits(whole))
            && (fraction.Length == 0 || AreDigits(fraction));
    }

    /// <summary>One or more digits, with at most one underscore between two of them.</summary>
    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        bool digitBefore = false;
        foreach (char character in text)
        {
            if (character == '_' ? !digitBefore : !char.IsAsciiDigit(character))
            {
                return false;
            }

            digitBefore = character != '_';
        }

        return digitBefore;
    }
}
