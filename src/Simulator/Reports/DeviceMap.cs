using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>
/// The map of hosts: a row a host, a box a NUMA node with its CPUs and memory as bars and its devices as squares. Shades say how much of the
/// time, letters say what is so at the end, so that nothing rests on colour alone.
/// </summary>
internal static class DeviceMap
{
    private const int OpenMax = 8;
    private const int HostsMax = 200;
    private const int DevicesMax = 128;

    /// <summary>Appends the map; nothing when no host has devices or guests with a NUMA topology.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        ILookup<string, NumaRow> nodes = result.NumaNodes.ToLookup(row => row.Host, StringComparer.Ordinal);
        ILookup<string, DeviceRow> devices = result.Devices.ToLookup(row => row.Host, StringComparer.Ordinal);
        HostRow[] hosts = [.. result.Hosts.Where(host =>
            devices.Contains(host.Host) || nodes[host.Host].Any(node => node.CpusUsedMean > 0))];
        if (hosts.Length == 0)
        {
            return;
        }

        page.Raw("<h3 id=\"map\">Devices and NUMA nodes</h3><p>A box is a NUMA node, its bars are the CPUs and the memory that guests with a NUMA ")
            .Raw("topology had on average. A square is a PCI device: the darker, the longer it was in use; at the end it is ")
            .Raw("<b>u</b> in use, <b>×</b> blocked by its PF or VF, and free without a letter.</p>");
        if (hosts.Length > OpenMax)
        {
            page.Raw("<details>").Element("summary", hosts.Length > HostsMax
                ? $"Show the first {HtmlText.Number(HostsMax)} of {HtmlText.Number(hosts.Length)} hosts"
                : $"Show the nodes and devices of {HtmlText.Number(hosts.Length)} hosts");
        }

        page.Raw("<div class=\"map\">");
        foreach (HostRow host in hosts.Take(HostsMax))
        {
            page.Raw("<section><h4>").Data(host.Host).Raw("</h4><div class=\"nodes\">");
            foreach (NumaRow node in nodes[host.Host])
            {
                string number = node.Node.ToString(CultureInfo.InvariantCulture);
                AppendBox(page, host.Host, $"node {number}", node, [.. devices[host.Host].Where(device => device.NumaNode == number)]);
            }

            DeviceRow[] elsewhere = [.. devices[host.Host].Where(device => !nodes[host.Host].Any(node =>
                node.Node.ToString(CultureInfo.InvariantCulture) == device.NumaNode))];
            if (elsewhere.Length > 0)
            {
                AppendBox(page, host.Host, "no node", null, elsewhere);
            }

            page.Raw("</div></section>\n");
        }

        page.Raw("</div>").Raw(hosts.Length > OpenMax ? "</details>" : "");
    }

    private static void AppendBox(HtmlText page, string host, string name, NumaRow? node, DeviceRow[] devices)
    {
        int used = devices.Count(device => device.Server.Length > 0);
        string words = $"{host}, {name}: "
            + (node is null ? "" : $"CPUs {Percent(node.CpusUsedMean, node.Cpus)}, memory {Percent(node.MemoryMibUsedMean, node.MemoryMib)}; ")
            + string.Create(CultureInfo.InvariantCulture, $"{used} of {devices.Length} devices in use at the end");
        page.Raw("<div class=\"node\" role=\"img\" aria-label=\"").Data(words).Raw("\"><span class=\"name\">").Data(name).Raw("</span>");
        if (node is not null)
        {
            AppendBar(page, "CPUs", node.CpusUsedMean, node.Cpus);
            AppendBar(page, "memory", node.MemoryMibUsedMean, node.MemoryMib);
        }

        foreach (IGrouping<string, DeviceRow> kind in devices.Take(DevicesMax).GroupBy(device => $"{device.VendorId}:{device.ProductId}"))
        {
            page.Raw("<span class=\"kind\"><code>").Data(kind.Key).Raw("</code> ");
            foreach (DeviceRow device in kind)
            {
                AppendDevice(page, device);
            }

            page.Raw("</span>");
        }

        page.Raw(devices.Length > DevicesMax ? "<span class=\"kind\">and more</span>" : "").Raw("</div>");
    }

    private static void AppendDevice(HtmlText page, DeviceRow device)
    {
        int shade = HostStrips.ShadeOf(device.BusyShare);
        string mark = device.Server.Length > 0 ? "u" : device.Status is "unavailable" or "unclaimable" ? "×" : "";
        page.Raw($"<i class=\"s{shade}\" title=\"")
            .Data($"{device.Address} {device.Type}: {HtmlText.Percent(device.BusyShare)} of the time in use, now {device.Status}"
                + (device.Server.Length > 0 ? $" by {device.Server}" : ""))
            .Raw($"\">{mark}</i>");
    }

    private static void AppendBar(HtmlText page, string what, double used, double capacity)
    {
        string percent = Percent(used, capacity);
        string width = (Math.Clamp(capacity > 0 ? used / capacity : 0, 0, 1) * 100).ToString("0.#", CultureInfo.InvariantCulture);
        page.Raw("<span class=\"bar\" title=\"").Data($"{what}: {percent}").Raw($"\"><b style=\"width:{width}%\"></b></span><small>")
            .Data($"{what} {percent}").Raw("</small>");
    }

    private static string Percent(double used, double capacity) => HtmlText.Percent(capacity > 0 ? used / capacity : 0);
}
