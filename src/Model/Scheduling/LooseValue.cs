using System.Globalization;
using System.Text;

namespace Model.Scheduling;

/// <summary>
/// Operations on values whose type only shows at run time, as two of Nova's filters need them: null, <see cref="bool"/>,
/// <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="LooseMap"/>, <see cref="OpaqueValue"/> and lists
/// of them, behaving as in Python.
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
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> items => items.Count > 0,
        LooseMap map => map.Count > 0,
        _ => true,
    };

    /// <summary>Whether two values are equal; numbers and booleans compare by value across types.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        if (IsNumber(left, out double leftNumber) && IsNumber(right, out double rightNumber))
        {
            return left is long a && right is long b ? a == b : leftNumber == rightNumber;
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
        if (IsNumber(left, out double leftNumber) && IsNumber(right, out double rightNumber))
        {
            return double.IsNaN(leftNumber) || double.IsNaN(rightNumber) ? null : leftNumber.CompareTo(rightNumber);
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

    private static bool IsNumber(object? value, out double number)
    {
        (bool isNumber, number) = value switch
        {
            bool flag => (true, flag ? 1 : 0),
            long whole => (true, whole),
            double real => (true, real),
            _ => (false, 0.0),
        };
        return isNumber;
    }

    private static string Represent(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
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

        double magnitude = Math.Abs(number);
        if (magnitude != 0 && (magnitude >= 1e16 || magnitude < 1e-4))
        {
            string text = number.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('E', StringComparison.Ordinal)
                ? text.Replace("E", "e", StringComparison.Ordinal)
                : number.ToString("0.################e+00", CultureInfo.InvariantCulture);
        }

        string plain = number.ToString("0.#################################", CultureInfo.InvariantCulture);
        return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
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
