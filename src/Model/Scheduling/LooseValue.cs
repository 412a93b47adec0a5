using System.Globalization;
using System.Numerics;
using System.Text;

namespace Model.Scheduling;

/// <summary>
/// Operations on values whose type only shows at run time, as two of Nova's filters need them: null, <see cref="bool"/>,
/// <see cref="long"/>, <see cref="BigInteger"/> (only beyond a long), <see cref="double"/>, <see cref="string"/>,
/// <see cref="LooseMap"/>, <see cref="OpaqueValue"/> and lists of them, behaving as in Python.
/// </summary>
public static class LooseValue
{
    /// <summary>The text of a value (Python's <c>str()</c>).</summary>
    public static string ToText(object? value) => value is string text ? text : Represent(value);

    /// <summary>Whether a value counts as true: not null, false, zero or empty.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        BigInteger => true,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> items => items.Count > 0,
        LooseMap map => map.Count > 0,
        _ => true,
    };

    /// <summary>Whether two values are equal; numbers and booleans compare by value across types.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return CompareNumbers(left!, right!) == 0;
        }

        return (left, right) switch
        {
            (null, null) => true,
            (string a, string b) => a == b,
            (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (LooseMap a, LooseMap b) => a.IsEqualTo(b),
            _ => ReferenceEquals(left, right) && left is not null,
        };
    }

    /// <summary>Orders two numbers, two texts or two lists.</summary>
    /// <returns>Negative, zero or positive; null when a number is not a number, so that no comparison holds.</returns>
    /// <exception cref="NovaException">TypeError: the two cannot be ordered.</exception>
    public static int? Compare(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right))
        {
            return CompareNumbers(left!, right!);
        }

        switch (left, right)
        {
            case (string a, string b):
                return string.CompareOrdinal(a, b);
            case (List<object?> a, List<object?> b):
                for (int index = 0; index < Math.Min(a.Count, b.Count); index++)
                {
                    if (!AreEqual(a[index], b[index]))
                    {
                        return Compare(a[index], b[index]);
                    }
                }

                return a.Count.CompareTo(b.Count);
            default:
                throw new NovaException("TypeError", $"'{ToText(left)}' and '{ToText(right)}' cannot be ordered");
        }
    }

    private static bool IsNumber(object? value) => value is bool or long or BigInteger or double;

    /// <summary>Compares by value, exactly: a whole number is not rounded to be compared with a real one.</summary>
    /// <returns>Null when one of them is not a number (NaN).</returns>
    private static int? CompareNumbers(object left, object right) => (left, right) switch
    {
        (double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b),
        (double a, _) => CompareReal(a, Whole(right)),
        (_, double b) => -CompareReal(b, Whole(left)),
        _ => Whole(left).CompareTo(Whole(right)),
    };

    private static int? CompareReal(double real, BigInteger whole)
    {
        if (!double.IsFinite(real))
        {
            return double.IsNaN(real) ? null : Math.Sign(real);
        }

        int order = new BigInteger(real).CompareTo(whole);
        return order != 0 ? order : Math.Sign(real - Math.Truncate(real));
    }

    private static BigInteger Whole(object number) => number switch
    {
        bool flag => flag ? 1 : 0,
        long whole => whole,
        _ => (BigInteger)number,
    };

    private static string Represent(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        double number => RepresentFloat(number),
        string text => Quote(text),
        List<object?> items => "[" + string.Join(", ", items.Select(Represent)) + "]",
        LooseMap map => "{" + string.Join(", ", map.Items.Select(pair => $"{Quote(pair.Key)}: {Represent(pair.Value)}")) + "}",
        _ => value.ToString() ?? "",
    };

    private static string RepresentFloat(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        // The fewest digits that mean this number and no other; Python writes an exponent below 0.0001 and from 1e16 on.
        string shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        int scale = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = scale < 0 ? shortest : shortest[..scale];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string places = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = places.Trim('0').PadRight(1, '0');
        int leading = places.Length - places.TrimStart('0').Length;
        int exponent = number == 0 ? 0
            : (point < 0 ? mantissa.Length : point) - 1 - leading
                + (scale < 0 ? 0 : int.Parse(shortest.AsSpan(scale + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        string sign = double.IsNegative(number) ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits.PadRight(exponent + 1, '0')[..(exponent + 1)]}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }

    private static string Quote(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        StringBuilder quoted = new();
        quoted.Append(quote);
        foreach (char character in text)
        {
            quoted.Append(character switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when character == quote => "\\" + character,
                _ => character.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }
}
