using System.Globalization;

namespace Simulator.Scenarios.Values;

/// <summary>Splits texts such as <c>1.5 h</c> into number and unit.</summary>
internal static class NumberWithUnit
{
    /// <summary>
    /// Reads a finite number (digits, point, exponent; a sign is read so that it can be refused) at the start of a text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <param name="rest">What follows it, without blanks around.</param>
    public static bool TrySplit(ReadOnlySpan<char> text, out double number, out ReadOnlySpan<char> rest)
    {
        text = text.Trim();
        int length = 0;
        while (length < text.Length && IsNumberPart(text, length))
        {
            length++;
        }

        rest = text[length..].Trim();
        return double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>The hint that a unit was meant which differs in letter case only, or lacks its B; empty when there is none.</summary>
    /// <param name="unit">What was written.</param>
    /// <param name="units">The units, separated by a comma and a blank.</param>
    public static string NearestUnit(ReadOnlySpan<char> unit, string units)
    {
        string written = unit.ToString();
        string? meant = units.Split(", ").FirstOrDefault(known =>
            string.Equals(known, written, StringComparison.OrdinalIgnoreCase)
            || string.Equals(known, written + "iB", StringComparison.OrdinalIgnoreCase)
            || string.Equals(known, written + "B", StringComparison.OrdinalIgnoreCase)
            || string.Equals(known + "s", written, StringComparison.OrdinalIgnoreCase));
        string? word = written.ToLowerInvariant() switch
        {
            "sec" or "secs" or "second" or "seconds" => "s",
            "minute" or "minutes" or "mins" => "min",
            "hour" or "hours" or "hr" or "hrs" => "h",
            "day" or "days" => "d",
            "week" or "weeks" => "w",
            _ => null,
        };
        meant ??= units.Split(", ").Contains(word) ? word : null;
        return meant is null ? string.Empty : $" (did you mean '{meant}'?)";
    }

    // An e belongs to the number only between a digit and a digit or sign: "1e3s", but not "5 eggs".
    private static bool IsNumberPart(ReadOnlySpan<char> text, int index)
    {
        char letter = text[index];
        bool afterExponent = index > 0 && text[index - 1] is 'e' or 'E';
        return char.IsAsciiDigit(letter) || letter == '.'
            || (letter is '+' or '-' && (index == 0 || afterExponent))
            || (letter is 'e' or 'E' && index > 0 && char.IsAsciiDigit(text[index - 1])
                && index + 1 < text.Length && (char.IsAsciiDigit(text[index + 1]) || text[index + 1] is '+' or '-'));
    }
}
