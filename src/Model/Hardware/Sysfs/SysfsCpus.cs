using System.Globalization;

namespace Model.Hardware.Sysfs;

/// <summary>Reads CPUs and NUMA nodes from <c>sys/devices/system</c>.</summary>
internal static class SysfsCpus
{
    private const string CpuFolder = "sys/devices/system/cpu";

    public static IReadOnlyList<LogicalCpu> Read(FileTreeView files, List<string> warnings, out IReadOnlyList<NumaNode> nodes)
    {
        List<int> online = [];
        List<int> offline = [];
        foreach (int cpu in Numbered(files, CpuFolder, "cpu"))
        {
            // The kernel takes the topology of an offline CPU away; some captures have it still.
            bool described = files.IsDirectory(Topology(cpu)) && files.List(Topology(cpu)).Count > 0;
            bool isOffline = files.Number(string.Create(CultureInfo.InvariantCulture, $"{CpuFolder}/cpu{cpu}/online")) == 0;
            (described && !isOffline ? online : offline).Add(cpu);
        }

        if (online.Count == 0)
        {
            throw new HardwareException(
                $"{files.Name} describes no CPUs; expected {CpuFolder}/cpuN/topology with package and core ids and thread_siblings");
        }

        if (offline.Count > 0)
        {
            warnings.Add($"CPUs {CpuSets.ToList(offline)} are left out: they are offline");
        }

        Dictionary<int, int> nodeOf = [];
        nodes = SysfsNodes.Read(files, online, nodeOf, warnings);
        Dictionary<int, int> packages = Packages(files, online);
        Dictionary<int, int> cores = Cores(files, online, packages);
        List<LogicalCpu> cpus = [];
        foreach (int cpu in online)
        {
            if (!nodeOf.TryGetValue(cpu, out int node))
            {
                throw new HardwareException($"{files.Name}: CPU {cpu} is in no NUMA node's cpumap; expected exactly one");
            }

            cpus.Add(new LogicalCpu(cpu, packages[cpu], cores[cpu], node));
        }

        return cpus;
    }

    /// <summary>The numbers N of the entries <c>prefixN</c> of a folder, ascending.</summary>
    public static IReadOnlyList<int> Numbered(FileTreeView files, string folder, string prefix)
    {
        List<int> numbers = [];
        foreach (string name in files.List(folder))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number < CpuSets.Limit)
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    private static string Topology(int cpu) => string.Create(CultureInfo.InvariantCulture, $"{CpuFolder}/cpu{cpu}/topology");

    private static Dictionary<int, int> Packages(FileTreeView files, List<int> online)
    {
        Dictionary<int, int> packages = [];
        foreach (int cpu in online)
        {
            // Some virtual machines say -1: one package then.
            long id = files.Number(Topology(cpu) + "/physical_package_id") ?? PackageByMask(files, cpu);
            packages[cpu] = (int)Math.Clamp(id, 0, int.MaxValue);
        }

        return packages;
    }

    private static int PackageByMask(FileTreeView files, int cpu)
    {
        string folder = Topology(cpu);
        SortedSet<int>? together = files.CpuSet(folder + "/package_cpus", folder + "/package_cpus_list")
            ?? files.CpuSet(folder + "/core_siblings", folder + "/core_siblings_list");
        return together is { Count: > 0 } ? together.Min : 0;
    }

    // Siblings are the truth. core_id names the core where it is unique in its package (it is not on processors
    // made of several nodes); otherwise the package's cores are numbered by their first CPU.
    private static Dictionary<int, int> Cores(FileTreeView files, List<int> online, Dictionary<int, int> packages)
    {
        Dictionary<int, int> firstSibling = [];
        Dictionary<int, long> coreId = [];
        foreach (int cpu in online)
        {
            string folder = Topology(cpu);
            coreId[cpu] = files.Number(folder + "/core_id") ?? -1;
            SortedSet<int>? siblings = files.CpuSet(folder + "/core_cpus", folder + "/core_cpus_list")
                ?? files.CpuSet(folder + "/thread_siblings", folder + "/thread_siblings_list");
            firstSibling[cpu] = siblings is null
                ? online.First(other => packages[other] == packages[cpu] && SameCoreId(files, other, coreId[cpu], cpu))
                : siblings.Append(cpu).Where(packages.ContainsKey).Min();
        }

        Dictionary<int, int> cores = [];
        foreach (IGrouping<int, int> package in online.GroupBy(cpu => packages[cpu]))
        {
            int[] firsts = package.Select(cpu => firstSibling[cpu]).Distinct().Order().ToArray();
            bool named = firsts.Select(first => coreId[first]).Distinct().Count() == firsts.Length
                && Array.TrueForAll(firsts, first => coreId[first] is >= 0 and <= int.MaxValue);
            foreach (int cpu in package)
            {
                int first = firstSibling[cpu];
                cores[cpu] = named ? (int)coreId[first] : Array.IndexOf(firsts, first);
            }
        }

        return cores;
    }

    private static bool SameCoreId(FileTreeView files, int other, long coreId, int self) =>
        other == self || (coreId >= 0 && files.Number(Topology(other) + "/core_id") == coreId);
}
