using System.Globalization;
using System.Numerics;

namespace Model.Python;

/// <summary>
/// How Nova reads numbers and truth values that operators write as text: the conversions of Python (<c>int</c>, <c>str.strip</c>)
/// and of oslo (<c>oslo_utils/strutils.py</c>, bool_from_string), which accept more than one would think.
/// </summary>
public static class PythonText
{
    /// <summary>More digits than this are refused, as Python does since 3.11.</summary>
    private const int DigitsMax = 4300;

    /// <summary>
    /// Reads a whole number in decimal: white space around it, one sign, any Unicode digits and single underscores between digits.
    /// </summary>
    public static bool TryInteger(string text, out BigInteger value)
    {
        value = BigInteger.Zero;
        ReadOnlySpan<char> rest = Strip(text);
        bool negative = !rest.IsEmpty && rest[0] == '-';
        if (!rest.IsEmpty && rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        Span<char> digits = rest.Length <= 64 ? stackalloc char[rest.Length] : new char[rest.Length];
        int count = 0;
        bool lastWasDigit = false;
        foreach (char letter in rest)
        {
            if (letter == '_' && lastWasDigit)
            {
                lastWasDigit = false;
                continue;
            }

            if (!char.IsDigit(letter))
            {
                return false;
            }

            digits[count++] = (char)('0' + (int)char.GetNumericValue(letter));
            lastWasDigit = true;
        }

        if (!lastWasDigit || count > DigitsMax)
        {
            return false;
        }

        BigInteger magnitude = BigInteger.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        value = negative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>
    /// Reads a whole number in hexadecimal (<c>int(text, 16)</c>): as in decimal, and <c>0x</c> may stand before the digits. Values
    /// beyond a long are clamped to it.
    /// </summary>
    public static bool TryHexadecimal(string text, out long value)
    {
        value = 0;
        ReadOnlySpan<char> rest = Strip(text);
        bool negative = !rest.IsEmpty && rest[0] == '-';
        if (!rest.IsEmpty && rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        bool hasPrefix = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool lastWasDigit = hasPrefix;
        long magnitude = 0;
        foreach (char letter in hasPrefix ? rest[2..] : rest)
        {
            if (letter == '_' && lastWasDigit)
            {
                lastWasDigit = false;
                continue;
            }

            int digit = char.IsAsciiHexDigit(letter) ? Convert.ToInt32(letter.ToString(), 16) : CharUnicodeInfo.GetDecimalDigitValue(letter);
            if (digit < 0)
            {
                return false;
            }

            magnitude = magnitude > (long.MaxValue - digit) / 16 ? long.MaxValue : (magnitude * 16) + digit;
            lastWasDigit = true;
        }

        value = negative ? -magnitude : magnitude;
        return lastWasDigit && !(hasPrefix && rest.Length == 2);
    }

    /// <summary>Reads a truth value loosely: everything that is not a word for true is false, null included.</summary>
    public static bool IsTrue(string? text) => text is not null && TryBoolean(text, out bool value) && value;

    /// <summary>Reads a truth value strictly: 1, t, true, on, y, yes and their opposites, in any letter case, with white space around.</summary>
    /// <returns>False when the text is none of them.</returns>
    public static bool TryBoolean(string text, out bool value)
    {
        string word = Strip(text).ToString().ToLowerInvariant();
        value = word is "1" or "t" or "true" or "on" or "y" or "yes";
        return value || word is "0" or "f" or "false" or "off" or "n" or "no";
    }

    /// <summary>Whether Python counts the letter as white space; it knows four control characters more than .NET.</summary>
    public static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\u001C' and <= '\u001F';

    /// <summary>The words of a text, split at any white space (<c>str.split()</c>).</summary>
    public static string[] Words(string text)
    {
        List<string> words = [];
        int start = 0;
        for (int index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || IsSpace(text[index]))
            {
                if (index > start)
                {
                    words.Add(text[start..index]);
                }

                start = index + 1;
            }
        }

        return [.. words];
    }

    /// <summary>The text without white space at its ends.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }
}
