using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>One small square a host, coloured by how much of it was in use: the heat map of the report.</summary>
internal static class HostStrips
{
    private static readonly string[] Shades = ["#f1f4f6", "#cfe1f2", "#93c4de", "#4b9aca", "#1c6cb1", "#083776"];

    /// <summary>Appends the strips, hosts grouped by hardware.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        if (result.Hosts.Count == 0)
        {
            return;
        }

        page.Raw("<p>Each square is a host; the darker, the more of it was in use on average. ")
            .Raw("<span class=\"scale\" aria-hidden=\"true\">");
        foreach (string shade in Shades)
        {
            page.Raw($"<span style=\"background:{shade}\"></span>");
        }

        page.Raw("</span> 0% to 100%. Point at one for its figures, or open the table below.</p>");
        foreach (IGrouping<string, HostRow> group in result.Hosts.GroupBy(host => host.Hardware, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<HostRow> hosts = [.. group];
            Strip(page, Title(group.Key, hosts, "vCPUs", hosts.Sum(h => h.VcpusUsedMean), hosts.Sum(h => h.Vcpus)), hosts,
                host => Share(host.VcpusUsedMean, host.Vcpus), "vCPUs");
            if (hosts.Any(host => host.PciDevices > 0))
            {
                string title = Title(
                    group.Key, hosts, "PCI devices", hosts.Sum(host => host.PciUsedMean), hosts.Sum(host => (double)host.PciDevices));
                Strip(page, title, hosts, host => Share(host.PciUsedMean, host.PciDevices), "PCI devices");
            }
        }
    }

    /// <summary>The shade of a share, from 0 for nothing to 5 for all.</summary>
    public static int ShadeOf(double share) => Math.Clamp((int)Math.Ceiling(share * (Shades.Length - 1)), 0, Shades.Length - 1);

    private static string Title(string hardware, List<HostRow> hosts, string what, double used, double capacity) =>
        $"{hardware}, {Verdict.Count(hosts.Count, "host", "hosts")}: {what} {HtmlText.Percent(Share(used, capacity))} in use";

    private static void Strip(HtmlText page, string title, List<HostRow> hosts, Func<HostRow, double> share, string what)
    {
        page.Element("h3", title).Raw("<div class=\"strip\" role=\"img\" aria-label=\"").Data(title).Raw("\">");
        foreach (HostRow host in hosts)
        {
            double value = share(host);
            page.Raw($"<span style=\"background:{Shades[ShadeOf(value)]}\" title=\"")
                .Data($"{host.Host}: {what} {HtmlText.Percent(value)}").Raw("\"></span>");
        }

        page.Raw("</div>");
    }

    private static double Share(double used, double capacity) => capacity <= 0 ? 0 : used / capacity;
}
