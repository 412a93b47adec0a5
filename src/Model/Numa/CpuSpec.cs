using Model.Python;

namespace Model.Numa;

/// <summary>
/// CPU sets as text in options, extra specs and image properties: numbers, ranges, and exclusions after a caret, separated
/// by commas, for example <c>0-7,^3,12</c> (<c>nova/virt/hardware.py</c>, parse_cpu_spec).
/// </summary>
public static class CpuSpec
{
    /// <summary>Reads a set; exclusions apply to the whole text, wherever they stand. Empty parts are skipped.</summary>
    /// <exception cref="NovaException"><c>Invalid</c>: as <see cref="TryParse"/> refuses it.</exception>
    public static CpuSet Parse(string text)
    {
        if (TryParse(text, out CpuSet cpus, out string rule))
        {
            return cpus;
        }

        string kind = rule.Contains('-', StringComparison.Ordinal) ? "range" : rule[0] == '^' ? "exclusion" : "inclusion";
        throw new NovaException("Invalid", $"Invalid {kind} expression '{rule}'");
    }

    /// <summary>Reads a set, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cpus">The set; empty on failure.</param>
    /// <param name="refused">On failure, the part that is no number or range, or goes above <see cref="CpuSet.CpuMax"/>; else empty.</param>
    public static bool TryParse(string text, out CpuSet cpus, out string refused)
    {
        CpuSet included = CpuSet.Empty;
        CpuSet excluded = CpuSet.Empty;
        cpus = CpuSet.Empty;
        foreach (string part in text.Split(','))
        {
            refused = part.Trim();
            if (refused.Length == 0)
            {
                continue;
            }

            bool excludes = refused[0] == '^';
            if (!TryParseRange(excludes ? refused[1..] : refused, out CpuSet range))
            {
                return false;
            }

            included = excludes ? included : included.Union(range);
            excluded = excludes ? excluded.Union(range) : excluded;
        }

        refused = "";
        cpus = included.Except(excluded);
        return true;
    }

    private static bool TryParseRange(string text, out CpuSet range)
    {
        range = CpuSet.Empty;
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        if (!TryParseCpu(dash < 0 ? text : text[..dash], out int first))
        {
            return false;
        }

        int last = first;
        if ((dash >= 0 && !TryParseCpu(text[(dash + 1)..], out last)) || last < first)
        {
            return false;
        }

        range = CpuSet.Range(first, last - first + 1);
        return true;
    }

    private static bool TryParseCpu(string text, out int cpu)
    {
        bool isCpu = PythonNumber.TryParseInteger(text, out long value) && value is >= 0 and <= CpuSet.CpuMax;
        cpu = isCpu ? (int)value : 0;
        return isCpu;
    }
}
