using System.Globalization;
using System.Text;

namespace Model.Hardware.Sysfs;

/// <summary>Writes CPUs and NUMA nodes below <c>sys/devices/system</c>, with the old and new names of the masks.</summary>
internal static class SysfsCpuExport
{
    public static void Write(HostHardware host, SysfsOutput output)
    {
        int highest = host.Cpus.Count == 0 ? 0 : host.Cpus[^1].Id;
        ILookup<(int, int), int> cores = host.Cpus.ToLookup(cpu => (cpu.Package, cpu.Core), cpu => cpu.Id);
        ILookup<int, int> packages = host.Cpus.ToLookup(cpu => cpu.Package, cpu => cpu.Id);
        foreach (LogicalCpu cpu in host.Cpus)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"sys/devices/system/cpu/cpu{cpu.Id}/topology");
            output.Number(folder + "/physical_package_id", cpu.Package);
            output.Number(folder + "/core_id", cpu.Core);
            int[] siblings = [.. cores[(cpu.Package, cpu.Core)]];
            int[] together = [.. packages[cpu.Package]];
            output.CpuSet(folder + "/core_cpus", folder + "/core_cpus_list", siblings, highest);
            output.CpuSet(folder + "/thread_siblings", folder + "/thread_siblings_list", siblings, highest);
            output.CpuSet(folder + "/package_cpus", folder + "/package_cpus_list", together, highest);
            output.CpuSet(folder + "/core_siblings", folder + "/core_siblings_list", together, highest);
        }

        string online = CpuSets.ToList(host.Cpus.Select(cpu => cpu.Id));
        output.Text("sys/devices/system/cpu/online", online);
        output.Text("sys/devices/system/cpu/possible", online);
        output.Text("sys/devices/system/cpu/present", online);
        WriteNodes(host, output, highest);
    }

    private static void WriteNodes(HostHardware host, SysfsOutput output, int highest)
    {
        const string folder = "sys/devices/system/node";
        foreach (NumaNode node in host.NumaNodes)
        {
            string own = string.Create(CultureInfo.InvariantCulture, $"{folder}/node{node.Id}");
            int[] cpus = host.CpusOf(node.Id).Select(cpu => cpu.Id).ToArray();
            output.CpuSet(own + "/cpumap", own + "/cpulist", cpus, highest);
            StringBuilder memory = new();
            long kiB = node.MemoryBytes / 1024;
            memory.Append(CultureInfo.InvariantCulture, $"Node {node.Id} MemTotal:       {kiB} kB\n");
            memory.Append(CultureInfo.InvariantCulture, $"Node {node.Id} MemFree:        {kiB} kB");
            output.Text(own + "/meminfo", memory.ToString());
            if (node.Distances.Count > 0)
            {
                output.Text(own + "/distance", string.Join(' ', node.Distances));
            }

            foreach (HugePages pages in node.HugePages)
            {
                string size = string.Create(CultureInfo.InvariantCulture, $"{own}/hugepages/hugepages-{pages.SizeKiB}kB");
                output.Number(size + "/nr_hugepages", pages.Total);
                output.Number(size + "/free_hugepages", pages.Total);
            }
        }

        string online = CpuSets.ToList(host.NumaNodes.Select(node => node.Id));
        output.Text(folder + "/online", online);
        output.Text(folder + "/possible", online);
        output.Text(folder + "/has_cpu", CpuSets.ToList(host.Cpus.Select(cpu => cpu.NumaNode).Distinct()));
        output.Text(folder + "/has_memory", CpuSets.ToList(host.NumaNodes.Where(node => node.MemoryBytes > 0).Select(node => node.Id)));
        output.Text("proc/meminfo", string.Create(CultureInfo.InvariantCulture, $"MemTotal:       {host.MemoryBytes / 1024} kB"));
    }
}
