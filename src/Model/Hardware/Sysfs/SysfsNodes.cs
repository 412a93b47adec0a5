using System.Globalization;

namespace Model.Hardware.Sysfs;

/// <summary>Reads NUMA nodes, their memory, huge pages and distances from <c>sys/devices/system/node</c>.</summary>
internal static class SysfsNodes
{
    private const string Folder = "sys/devices/system/node";

    /// <param name="files">The tree.</param>
    /// <param name="online">The CPUs that count.</param>
    /// <param name="nodeOf">Receives each CPU's node.</param>
    /// <param name="warnings">Receives what is unusual.</param>
    public static IReadOnlyList<NumaNode> Read(
        FileTreeView files, List<int> online, Dictionary<int, int> nodeOf, List<string> warnings)
    {
        IReadOnlyList<int> ids = SysfsCpus.Numbered(files, Folder, "node");
        if (ids.Count == 0)
        {
            warnings.Add("the capture has no NUMA nodes; all CPUs and memory are taken as node 0");
            foreach (int cpu in online)
            {
                nodeOf[cpu] = 0;
            }

            return [new NumaNode(0, Memory(files, "proc/meminfo", "MemTotal:"), [], [])];
        }

        List<NumaNode> nodes = [];
        foreach (int id in ids)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"{Folder}/node{id}");
            foreach (int cpu in files.CpuSet(folder + "/cpumap", folder + "/cpulist") ?? [])
            {
                if (!nodeOf.TryAdd(cpu, id))
                {
                    throw new HardwareException($"{files.Name}: CPU {cpu} is in NUMA nodes {nodeOf[cpu]} and {id}; expected one");
                }
            }

            long memory = Memory(files, folder + "/meminfo", "MemTotal:");
            nodes.Add(new NumaNode(id, memory, HugePages(files, folder + "/hugepages"), Distances(files, folder, ids.Count, warnings)));
        }

        return nodes;
    }

    private static long Memory(FileTreeView files, string path, string key)
    {
        foreach (string line in (files.Text(path) ?? "").Split('\n'))
        {
            int at = line.IndexOf(key, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            string value = line[(at + key.Length)..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long kiB) && kiB <= long.MaxValue / 1024
                ? kiB * 1024
                : throw files.Bad(path, line.Trim(), $"'{key} NUMBER kB'");
        }

        return 0;
    }

    private static ValueList<HugePages> HugePages(FileTreeView files, string folder)
    {
        List<HugePages> pages = [];
        foreach (string name in files.List(folder))
        {
            const string prefix = "hugepages-";
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith("kB", StringComparison.Ordinal)
                && long.TryParse(name[prefix.Length..^2], NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                pages.Add(new HugePages(size, files.Number($"{folder}/{name}/nr_hugepages") ?? 0));
            }
        }

        return pages.OrderBy(page => page.SizeKiB).ToValueList();
    }

    private static ValueList<int> Distances(FileTreeView files, string folder, int nodes, List<string> warnings)
    {
        string path = folder + "/distance";
        if (files.Text(path) is not string text)
        {
            return [];
        }

        string[] words = text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != nodes)
        {
            warnings.Add($"{path} lists {words.Length} distances for {nodes} nodes and is left out");
            return [];
        }

        return words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int distance)
            ? distance
            : throw files.Bad(path, text, "a distance for each node")).ToValueList();
    }
}
