using Model.Pci;

namespace Simulator.Flows.Decisions;

/// <summary>What would have to be free, or switched on, on one host besides what is. Filled step by step.</summary>
/// <param name="host">The host.</param>
internal sealed class Relief(ComputeHost host)
{
    /// <summary>The host.</summary>
    public ComputeHost Host { get; } = host;

    /// <summary>Whether its compute service has to be enabled.</summary>
    public bool Enables { get; set; }

    /// <summary>Units to free on the host by resource class.</summary>
    public SortedDictionary<string, long> Amounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Dedicated CPUs to free by NUMA cell.</summary>
    public SortedDictionary<int, int> CellCpus { get; } = [];

    /// <summary>Floating vCPUs to take away by NUMA cell.</summary>
    public SortedDictionary<int, int> CellVcpus { get; } = [];

    /// <summary>Memory to free by NUMA cell, in MiB.</summary>
    public SortedDictionary<int, long> CellMemory { get; } = [];

    /// <summary>Devices to free.</summary>
    public List<PciDevice> Devices { get; } = [];

    /// <summary>How much it is, as the sum of its parts' shares of what is asked for; switching a host on counts half.</summary>
    public double Cost { get; set; }

    /// <summary>The changes as the end of a sentence.</summary>
    /// <param name="holder">Names the server that holds a device.</param>
    public string ToText(Func<PciDevice, string> holder)
    {
        List<string> parts = [];
        if (Enables)
        {
            parts.Add("its compute service enabled");
        }

        foreach (IGrouping<string, PciDevice> alike in Devices.GroupBy(Kind, StringComparer.Ordinal))
        {
            string each = string.Join("; ", alike.OrderBy(device => device.Address, StringComparer.Ordinal)
                .Select(device => $"{device.Address}{Node(device.NumaNode)}, held by {holder(device)}"));
            parts.Add(Text($"{alike.Count()} more {alike.Key} free ({each})"));
        }

        parts.AddRange(CellCpus.Select(pair => Text($"{pair.Value} more dedicated CPUs free on NUMA cell {pair.Key}")));
        parts.AddRange(CellVcpus.Select(pair => Text($"{pair.Value} fewer floating vCPUs on NUMA cell {pair.Key}")));
        parts.AddRange(CellMemory.Select(pair => Text($"{Memory(pair.Value)} more memory free on NUMA cell {pair.Key}")));
        foreach ((string name, long amount) in Amounts)
        {
            bool isToldByCell = (name == "PCPU" && CellCpus.Count > 0) || (name == "MEMORY_MB" && CellMemory.Count > 0);
            if (!isToldByCell)
            {
                parts.Add(name switch
                {
                    "MEMORY_MB" => $"{Memory(amount)} more memory free",
                    "DISK_GB" => Text($"{amount} GiB more disk free"),
                    _ => Text($"{amount} more {name} free"),
                });
            }
        }

        return parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
    }

    private static string Kind(PciDevice device) => $"{device.VendorId}:{device.ProductId}";

    private static string Node(int? node) => node is { } number ? Text($" on NUMA node {number}") : "";

    private static string Memory(long mebibytes) => mebibytes >= 1024 ? Text($"{mebibytes / 1024.0:0.##} GiB") : Text($"{mebibytes} MiB");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
