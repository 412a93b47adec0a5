using System.Text;

namespace Simulator.Fuzzing;

/// <summary>Devices, aliases and flavors that drawn cases are made of.</summary>
internal static class FuzzCatalogue
{
    /// <summary>Flavors by name, with what a scenario says of them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Flavors { get; } =
    [
        new("plain.small", "{ vcpus: 2, ram: 2048 }"),
        new("plain.large", "{ vcpus: 6, ram: 8192 }"),
        new("cells", "{ vcpus: 4, ram: 4096, extra_specs: { \"hw:numa_nodes\": \"2\" } }"),
        new("pinned", "{ vcpus: 2, ram: 2048, extra_specs: { \"hw:cpu_policy\": dedicated } }"),
        new("gpu", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"gpu:1\" } }"),
        new("gpus", "{ vcpus: 4, ram: 4096, extra_specs: { \"pci_passthrough:alias\": \"gpu:2\" } }"),
        new("gpu.cells", "{ vcpus: 4, ram: 4096, extra_specs: { \"pci_passthrough:alias\": \"gpu:1\", \"hw:numa_nodes\": \"1\" } }"),
        new("nvme", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"nvme:1\" } }"),
        new("vf", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"vf:1\" } }"),
        new("vfs", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"vf:2\" } }"),
        new("pf", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"pf:1\" } }"),
        new("mixed", "{ vcpus: 2, ram: 4096, extra_specs: { \"pci_passthrough:alias\": \"gpu:1,vf:1\" } }"),
        new("movable", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"movable:1\" } }"),
    ];

    /// <summary>device_spec entries by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Specs { get; } =
    [
        new("gpu", "{ \"vendor_id\": \"10de\", \"product_id\": \"20b5\" }"),
        new("nvme", "{ \"vendor_id\": \"144d\", \"product_id\": \"a80a\" }"),
        new("nvme-once", "{ \"vendor_id\": \"144d\", \"product_id\": \"a80a\", \"one_time_use\": \"true\" }"),
        new("vf", "{ \"vendor_id\": \"8086\", \"product_id\": \"154c\" }"),
        new("vf-movable", "{ \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"live_migratable\": \"yes\" }"),
        new("pf", "{ \"vendor_id\": \"8086\", \"product_id\": \"1572\" }"),
    ];

    /// <summary>Latest release, the only one with live-migratable and one-time-use devices among the drawn ones.</summary>
    public const string Latest = "2025.2";

    /// <summary>Releases that cases are drawn from.</summary>
    public static IReadOnlyList<string> Releases { get; } = [Latest, Latest, Latest, "2024.1", "2023.1"];

    /// <summary>nova.conf of a host.</summary>
    public static string HostConfiguration(FuzzCase drawn, FuzzHost host, IReadOnlyList<string> specs)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"[DEFAULT]\nshelved_offload_time = {drawn.OffloadsAfter}\n"));
        text.Append("cpu_allocation_ratio = 2.0\nram_allocation_ratio = 1.0\n");
        text.Append("[compute]\ncpu_shared_set = ").Append(SharedAndDedicated(host));
        text.Append("[pci]\nreport_in_placement = ").Append(drawn.Reports ? "true" : "false").Append('\n');
        foreach (string name in specs)
        {
            text.Append("device_spec = ").Append(Specs.First(spec => spec.Key == name).Value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>nova.conf of the controllers.</summary>
    public static string ControllerConfiguration(FuzzCase drawn)
    {
        StringBuilder text = new();
        text.Append("[DEFAULT]\nallow_resize_to_same_host = ").Append(drawn.ResizesToSameHost ? "true" : "false").Append('\n');
        text.Append("[filter_scheduler]\nenabled_filters = ComputeFilter,NUMATopologyFilter,PciPassthroughFilter\n");
        text.Append("pci_in_placement = ").Append(drawn.Schedules ? "true" : "false").Append('\n');
        text.Append("[pci]\n");
        text.Append("alias = { \"name\": \"gpu\", \"vendor_id\": \"10de\", \"product_id\": \"20b5\", \"device_type\": \"type-PCI\", ");
        text.Append("\"numa_policy\": \"preferred\" }\n");
        text.Append("alias = { \"name\": \"nvme\", \"vendor_id\": \"144d\", \"product_id\": \"a80a\", \"device_type\": \"type-PCI\" }\n");
        text.Append("alias = { \"name\": \"vf\", \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"device_type\": \"type-VF\" }\n");
        text.Append("alias = { \"name\": \"pf\", \"vendor_id\": \"8086\", \"product_id\": \"1572\", \"device_type\": \"type-PF\" }\n");
        text.Append("alias = { \"name\": \"movable\", \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"device_type\": \"type-VF\"");
        text.Append(drawn.Release == Latest ? ", \"live_migratable\": \"yes\" }\n" : " }\n");
        return text.ToString();
    }

    /// <summary>A card, as scenarios describe it.</summary>
    public static string Card(FuzzCard card) => card.Kind switch
    {
        "gpu" => FormattableString.Invariant($"{{ id: \"10de:20b5\", count: {card.Count}, kind: PCI, spread: {card.Spread} }}"),
        "nvme" => FormattableString.Invariant($"{{ id: \"144d:a80a\", count: {card.Count}, spread: {card.Spread} }}"),
        _ => FormattableString.Invariant($"{{ id: \"8086:1572\", count: {card.Count}, kind: PF, spread: {card.Spread}, ")
            + FormattableString.Invariant($"vfs: {{ id: \"8086:154c\", count: {card.Vfs} }} }}"),
    };

    private static string SharedAndDedicated(FuzzHost host)
    {
        // The upper half of every node's cores is for pinned guests.
        int half = host.CoresPerNode / 2;
        IEnumerable<int> nodes = Enumerable.Range(0, host.Nodes);
        string shared = string.Join(',', nodes.Select(node => Range(node * host.CoresPerNode, half)));
        string dedicated = string.Join(',', nodes.Select(node => Range((node * host.CoresPerNode) + half, host.CoresPerNode - half)));
        return $"{shared}\ncpu_dedicated_set = {dedicated}\n";
    }

    private static string Range(int first, int count) => FormattableString.Invariant($"{first}-{first + count - 1}");
}
