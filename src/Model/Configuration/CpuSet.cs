namespace Model.Configuration;

/// <summary>Nova's notation of a set of CPUs (<c>nova/virt/hardware.py</c>, <c>parse_cpu_spec</c>).</summary>
public static class CpuSet
{
    /// <summary>Largest CPU number that is accepted; Nova itself has no limit.</summary>
    public const int CpuMax = 65_535;

    /// <summary>
    /// Reads comma-separated numbers and ranges; a leading <c>^</c> takes them out again, wherever it stands. Empty parts are skipped.
    /// </summary>
    /// <param name="text">For example <c>4-12,^8,15</c>.</param>
    /// <param name="cpus">The numbers, ascending, without repetition; empty on failure.</param>
    /// <param name="problem">On failure, what is wrong; otherwise empty.</param>
    public static bool TryParse(string text, out IReadOnlyList<int> cpus, out string problem)
    {
        SortedSet<int> included = [];
        HashSet<int> excluded = [];
        cpus = [];
        foreach (string part in text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            bool isExclusion = part[0] == '^';
            string range = isExclusion ? part[1..] : part;
            int dash = range.IndexOf('-', StringComparison.Ordinal);
            long last = 0;
            bool isRead = OptionText.TryInteger(dash < 0 ? range : range[..dash], out long first)
                && OptionText.TryInteger(dash < 0 ? range : range[(dash + 1)..], out last);
            if (!isRead || first > last || first < 0)
            {
                problem = $"'{part}' is not a CPU number or range";
                return false;
            }

            if (last > CpuMax)
            {
                problem = $"'{part}' is above the largest CPU number accepted, {CpuMax}";
                return false;
            }

            for (int cpu = (int)first; cpu <= last; cpu++)
            {
                _ = isExclusion ? excluded.Add(cpu) : included.Add(cpu);
            }
        }

        problem = string.Empty;
        included.ExceptWith(excluded);
        cpus = [.. included];
        return true;
    }
}
