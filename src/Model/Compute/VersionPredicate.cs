namespace Model.Compute;

/// <summary>
/// A condition on a version such as <c>&gt;=6.0,&lt;8.2.2</c> (oslo.utils <c>versionutils.VersionPredicate</c>). Immutable.
/// </summary>
public sealed class VersionPredicate
{
    private static readonly string[] Operators = ["<=", ">=", "!=", "==", "<", ">"];

    private readonly (string Operator, Version Version)[] _conditions;

    private VersionPredicate((string Operator, Version Version)[] conditions) => _conditions = conditions;

    /// <summary>Reads comma-separated conditions, each an operator and a version.</summary>
    public static bool TryParse(string text, out VersionPredicate? predicate)
    {
        predicate = null;
        string[] parts = text.Split(',');
        (string Operator, Version Version)[] conditions = new (string, Version)[parts.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            string part = parts[index].Trim();
            string? sign = Array.Find(Operators, candidate => part.StartsWith(candidate, StringComparison.Ordinal));
            if (sign is null || !Version.TryParse(part[sign.Length..].TrimStart(), out Version version))
            {
                return false;
            }

            conditions[index] = (sign, version);
        }

        predicate = new VersionPredicate(conditions);
        return true;
    }

    /// <summary>Whether a version meets every condition.</summary>
    /// <param name="packed">Major · 1,000,000 + minor · 1,000 + micro.</param>
    public bool IsSatisfiedBy(long packed)
    {
        Version version = Version.FromPacked(packed);
        foreach ((string sign, Version bound) in _conditions)
        {
            int order = version.CompareTo(bound);
            bool holds = sign switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                ">=" => order >= 0,
                "==" => order == 0,
                _ => order != 0,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A released version or a pre-release of one: numbers, then a rank and a number for what follows them.</summary>
    private readonly record struct Version(long[] Numbers, int Rank, long RankNumber) : IComparable<Version>
    {
        private const int Release = 0;

        private static readonly (string Name, int Rank)[] Phases =
            [("dev", -4), ("alpha", -3), ("a", -3), ("beta", -2), ("b", -2), ("rc", -1), ("c", -1), ("post", 1)];

        public static Version FromPacked(long packed)
        {
            List<long> numbers = [];
            for (long rest = packed; rest != 0; rest /= 1000)
            {
                numbers.Insert(0, rest % 1000);
            }

            return new Version([.. numbers], Release, 0);
        }

        public static bool TryParse(string text, out Version version)
        {
            version = default;
            string rest = text.ToLowerInvariant();
            rest = rest.StartsWith('v') ? rest[1..] : rest;
            int length = 0;
            while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || IsPointBeforeDigit(rest, length)))
            {
                length++;
            }

            string[] parts = rest[..length].Split('.');
            long[] numbers = new long[parts.Length];
            for (int index = 0; index < parts.Length; index++)
            {
                if (!long.TryParse(parts[index], System.Globalization.CultureInfo.InvariantCulture, out numbers[index]))
                {
                    return false;
                }
            }

            return TryParsePhase(rest[length..].TrimStart('.', '-', '_'), numbers, out version);
        }

        public int CompareTo(Version other)
        {
            int length = Math.Max(Numbers.Length, other.Numbers.Length);
            for (int index = 0; index < length; index++)
            {
                long left = index < Numbers.Length ? Numbers[index] : 0;
                long right = index < other.Numbers.Length ? other.Numbers[index] : 0;
                if (left != right)
                {
                    return left.CompareTo(right);
                }
            }

            return Rank != other.Rank ? Rank.CompareTo(other.Rank) : RankNumber.CompareTo(other.RankNumber);
        }

        private static bool IsPointBeforeDigit(string text, int index) =>
            text[index] == '.' && index > 0 && index + 1 < text.Length && char.IsAsciiDigit(text[index + 1]);

        private static bool TryParsePhase(string text, long[] numbers, out Version version)
        {
            version = new Version(numbers, Release, 0);
            if (text.Length == 0)
            {
                return true;
            }

            foreach ((string name, int rank) in Phases)
            {
                if (text.StartsWith(name, StringComparison.Ordinal))
                {
                    string digits = text[name.Length..].TrimStart('.', '-', '_');
                    long number = 0;
                    bool readable = digits.Length == 0
                        || long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out number);
                    version = new Version(numbers, rank, number);
                    return readable;
                }
            }

            return false;
        }
    }
}
