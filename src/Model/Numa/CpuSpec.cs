namespace Model.Numa;

/// <summary>
/// CPU sets as text in options, extra specs and image properties: numbers, ranges, and exclusions after a caret, separated
/// by commas, for example <c>0-7,^3,12</c> (<c>nova/virt/hardware.py</c>, parse_cpu_spec).
/// </summary>
public static class CpuSpec
{
    /// <summary>Reads a set; exclusions apply to the whole text, wherever they stand. Empty parts are skipped.</summary>
    /// <exception cref="NovaException"><c>Invalid</c>: a part is no number or range, or a number is above <see cref="CpuSet.CpuMax"/>.</exception>
    public static CpuSet Parse(string text)
    {
        CpuSet included = CpuSet.Empty;
        CpuSet excluded = CpuSet.Empty;
        foreach (string part in text.Split(','))
        {
            string rule = part.Trim();
            if (rule.Length == 0)
            {
                continue;
            }

            bool excludes = rule[0] == '^';
            CpuSet cpus = ParseRule(rule, excludes);
            if (excludes)
            {
                excluded = excluded.Union(cpus);
            }
            else
            {
                included = included.Union(cpus);
            }
        }

        return included.Except(excluded);
    }

    private static CpuSet ParseRule(string rule, bool excludes)
    {
        int dash = rule.IndexOf('-', StringComparison.Ordinal);
        string first = rule[(excludes ? 1 : 0)..(dash < 0 ? rule.Length : dash)];
        if (dash < 0)
        {
            string kind = excludes ? "exclusion" : "inclusion";
            long cpu = ParseNumber(first, rule, kind);
            return CpuSet.Of((int)cpu);
        }

        long start = ParseNumber(first, rule, "range");
        long end = ParseNumber(rule[(dash + 1)..], rule, "range");
        return start <= end ? CpuSet.Range((int)start, (int)(end - start + 1)) : throw Refuse(rule, "range");
    }

    private static long ParseNumber(string text, string rule, string kind) =>
        LooseInteger.TryParse(text, out long value) && value is >= 0 and <= CpuSet.CpuMax ? value : throw Refuse(rule, kind);

    private static NovaException Refuse(string rule, string kind) => new("Invalid", $"Invalid {kind} expression '{rule}'");
}
