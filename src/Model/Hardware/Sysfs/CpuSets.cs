using System.Globalization;
using System.Text;

namespace Model.Hardware.Sysfs;

/// <summary>The kernel's two spellings of CPU sets: masks of 32-bit words (<c>00000000,000000ff</c>) and lists (<c>0-3,8</c>).</summary>
internal static class CpuSets
{
    /// <summary>CPU numbers from here on are taken for junk.</summary>
    public const int Limit = 65536;

    public static bool TryParseMask(string text, out SortedSet<int> set)
    {
        set = [];
        string[] words = text.Split(',');
        for (int i = 0; i < words.Length; i++)
        {
            string digits = words[i].StartsWith("0x", StringComparison.Ordinal) ? words[i][2..] : words[i];
            if (digits.Length is < 1 or > 8
                || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint bits))
            {
                return false;
            }

            int first = 32 * (words.Length - 1 - i);
            for (int bit = 0; bit < 32; bit++)
            {
                if ((bits & (1u << bit)) != 0)
                {
                    set.Add(first + bit);
                }
            }
        }

        return set.Count == 0 || set.Max < Limit;
    }

    public static bool TryParseList(string text, out SortedSet<int> set)
    {
        set = [];
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || first > last || last >= Limit)
            {
                return false;
            }

            for (int cpu = first; cpu <= last; cpu++)
            {
                set.Add(cpu);
            }
        }

        return true;
    }

    /// <summary>The mask, with as many words as the highest CPU of the host needs.</summary>
    public static string ToMask(IReadOnlyCollection<int> set, int highest)
    {
        uint[] words = new uint[(highest / 32) + 1];
        foreach (int cpu in set)
        {
            words[cpu / 32] |= 1u << (cpu % 32);
        }

        StringBuilder text = new();
        for (int i = words.Length - 1; i >= 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{words[i]:x8}").Append(i == 0 ? "" : ",");
        }

        return text.ToString();
    }

    /// <summary>The list with ranges; empty text for no CPUs.</summary>
    public static string ToList(IEnumerable<int> set)
    {
        StringBuilder text = new();
        int first = -1;
        int last = -1;
        foreach (int cpu in set.Order())
        {
            if (first >= 0 && cpu == last + 1)
            {
                last = cpu;
                continue;
            }

            AppendRange(text, first, last);
            first = last = cpu;
        }

        AppendRange(text, first, last);
        return text.ToString();
    }

    private static void AppendRange(StringBuilder text, int first, int last)
    {
        if (first < 0)
        {
            return;
        }

        text.Append(text.Length == 0 ? "" : ",").Append(first.ToString(CultureInfo.InvariantCulture));
        if (last > first)
        {
            text.Append('-').Append(last.ToString(CultureInfo.InvariantCulture));
        }
    }
}
