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
        new("huge", "{ vcpus: 2, ram: 2048, extra_specs: { \"hw:mem_page_size\": 1GB } }"),
        new("both", "{ vcpus: 2, ram: 4096, extra_specs: { \"pci_passthrough:alias\": \"gpu:1,nvme:1\" } }"),
        new("fast", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"fast:1\" } }"),
        new("socket", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"gpu:1\", \"hw:pci_numa_affinity_policy\": socket, "
            + "\"hw:numa_nodes\": \"1\" } }"),
        new("near", "{ vcpus: 2, ram: 2048, extra_specs: { \"pci_passthrough:alias\": \"gpu:1\", \"hw:pci_numa_affinity_policy\": required, "
            + "\"hw:cpu_policy\": dedicated } }"),
    ];

    /// <summary>Images by name, the first for whoever does not say.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Images { get; } =
    [
        new("first", "{ disk_format: qcow2 }"),
        new("second", "{ disk_format: qcow2 }"),
        new("cells", "{ disk_format: qcow2, properties: { hw_numa_nodes: \"2\" } }"),
        new("dedicated", "{ disk_format: raw, properties: { hw_cpu_policy: dedicated, hw_pci_numa_affinity_policy: preferred } }"),
    ];

    /// <summary>device_spec entries by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Specs { get; } =
    [
        new("gpu", "{ \"vendor_id\": \"10de\", \"product_id\": \"20b5\" }"),
        new("gpu-class", "{ \"vendor_id\": \"10de\", \"product_id\": \"20b5\", \"resource_class\": \"CUSTOM_GPU\", "
            + "\"traits\": \"CUSTOM_FAST\" }"),
        new("nvme", "{ \"vendor_id\": \"144d\", \"product_id\": \"a80a\" }"),
        new("nvme-once", "{ \"vendor_id\": \"144d\", \"product_id\": \"a80a\", \"one_time_use\": \"true\" }"),
        new("vf", "{ \"vendor_id\": \"8086\", \"product_id\": \"154c\" }"),
        new("vf-movable", "{ \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"live_migratable\": \"yes\" }"),
        new("pf", "{ \"vendor_id\": \"8086\", \"product_id\": \"1572\" }"),
        new("vf-net", "{ \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"physical_network\": \"physnet1\" }"),
        new("pf-net", "{ \"vendor_id\": \"8086\", \"product_id\": \"1572\", \"physical_network\": \"physnet1\" }"),
        new("dpu", "{ \"vendor_id\": \"15b3\", \"product_id\": \"1018\", \"physical_network\": \"physnet1\", \"remote_managed\": \"true\" }"),
        new("vdpa", "{ \"vendor_id\": \"15b3\", \"product_id\": \"101e\", \"physical_network\": \"physnet1\" }"),
    ];

    /// <summary>VNIC types of drawn ports.</summary>
    public static IReadOnlyList<string> VnicTypes { get; } =
    [
        "direct", "direct", "macvtap", "vdpa", "vdpa", "direct-physical", "virtio-forwarder", "remote-managed", "remote-managed", "normal",
    ];

    /// <summary>Policies of drawn server groups.</summary>
    public static IReadOnlyList<string> GroupPolicies { get; } =
        ["anti-affinity", "anti-affinity", "affinity", "soft-affinity", "soft-anti-affinity"];

    /// <summary>Whether guests of a flavor can migrate live, as far as devices of the flavor go.</summary>
    public static bool IsMovable(string flavor) => flavor is "plain.small" or "plain.large" or "cells" or "pinned" or "huge" or "movable";

    /// <summary>Whether some host has the devices that a flavor asks for, as far as names go.</summary>
    public static bool IsServed(string flavor, IReadOnlyList<FuzzHost> hosts) => flavor switch
    {
        "gpu" or "gpus" or "gpu.cells" or "near" or "socket" => Has(hosts, "gpu"),
        "fast" => Has(hosts, "gpu-class"),
        "both" => Has(hosts, "gpu") && Has(hosts, "nvme", "nvme-once"),
        "nvme" => Has(hosts, "nvme", "nvme-once"),
        "vf" or "vfs" => Has(hosts, "vf", "vf-movable"),
        "movable" => Has(hosts, "vf-movable"),
        "pf" => Has(hosts, "pf"),
        "mixed" => Has(hosts, "gpu") && Has(hosts, "vf", "vf-movable"),
        _ => true,
    };

    /// <summary>Whether some host has the devices that a port asks for, as far as names go.</summary>
    public static bool IsServedPort(string vnicType, IReadOnlyList<FuzzHost> hosts) => vnicType switch
    {
        "direct" or "macvtap" or "virtio-forwarder" => Has(hosts, "vf-net"),
        "direct-physical" => Has(hosts, "pf-net"),
        "vdpa" => Has(hosts, "vdpa"),
        "remote-managed" => Has(hosts, "dpu"),
        _ => true,
    };

    private static bool Has(IReadOnlyList<FuzzHost> hosts, params string[] specs) => hosts.Any(host =>
        host.Specs.Any(spec => specs.Contains(spec) && host.Cards.Any(card => card.Kind == CardOf(spec))));

    /// <summary>Card kinds by device_spec entry.</summary>
    public static string CardOf(string spec) => spec switch
    {
        "gpu" or "gpu-class" => "gpu",
        "nvme" or "nvme-once" => "nvme",
        "vdpa" or "dpu" => spec,
        _ => "nic",
    };

    /// <summary>Latest release, the only one with live-migratable and one-time-use devices among the drawn ones.</summary>
    public const string Latest = "2025.2";

    /// <summary>Releases that cases are drawn from.</summary>
    public static IReadOnlyList<string> Releases { get; } = [Latest, Latest, Latest, "2024.1", "2023.1"];

    /// <summary>nova.conf of a host at its first start.</summary>
    public static string HostConfiguration(FuzzCase drawn, FuzzHost host)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"[DEFAULT]\nshelved_offload_time = {drawn.OffloadsAfter}\n"));
        text.Append("cpu_allocation_ratio = 2.0\nram_allocation_ratio = 1.0\n");
        text.Append(FormattableString.Invariant($"resize_confirm_window = {drawn.ConfirmsAfter}\n"));
        text.Append(FormattableString.Invariant($"max_concurrent_live_migrations = {drawn.Seed % 3}\n"));
        text.Append(FormattableString.Invariant($"max_concurrent_builds = {drawn.Seed % 4}\n"));
        text.Append("[compute]\ncpu_shared_set = ").Append(SharedAndDedicated(host));
        text.Append("[libvirt]\nlive_migration_completion_timeout = 60\nlive_migration_timeout_action = ");
        text.Append(drawn.Seed % 2 == 0 ? "force_complete\n" : "abort\n");
        text.Append("live_migration_permit_post_copy = ").Append(drawn.Seed % 3 == 0 ? "true\n" : "false\n");
        text.Append("live_migration_permit_auto_converge = ").Append(drawn.Seed % 5 == 0 ? "true\n" : "false\n");
        return text.Append(PciConfiguration(host.Specs, host.Reports)).ToString();
    }

    /// <summary>The part of a host's nova.conf that restarts change.</summary>
    public static string PciConfiguration(IReadOnlyList<string> specs, bool reports)
    {
        StringBuilder text = new();
        text.Append("[pci]\nreport_in_placement = ").Append(reports ? "true" : "false").Append('\n');
        foreach (string name in specs)
        {
            text.Append("device_spec = ").Append(Specs.First(spec => spec.Key == name).Value).Append('\n');
        }

        // An entry that means nothing, so that a restart can take all devices away.
        return (specs.Count > 0 ? text : text.Append("device_spec = { \"vendor_id\": \"ffff\", \"product_id\": \"ffff\" }\n")).ToString();
    }

    /// <summary>The part of the controllers' nova.conf that restarts change; its last section is the scheduler's.</summary>
    public static string SchedulingConfiguration(bool schedules, bool resizesToSameHost) =>
        $"[DEFAULT]\nallow_resize_to_same_host = {(resizesToSameHost ? "true" : "false")}\n"
        + $"[filter_scheduler]\npci_in_placement = {(schedules ? "true" : "false")}\n";

    /// <summary>nova.conf of the controllers.</summary>
    public static string ControllerConfiguration(FuzzCase drawn)
    {
        StringBuilder text = new();
        text.Append(SchedulingConfiguration(drawn.Schedules, drawn.ResizesToSameHost));
        text.Append("enabled_filters = ComputeFilter,NUMATopologyFilter,PciPassthroughFilter,");
        text.Append("ServerGroupAntiAffinityFilter,ServerGroupAffinityFilter\n");
        text.Append("[pci]\n");
        text.Append("alias = { \"name\": \"gpu\", \"vendor_id\": \"10de\", \"product_id\": \"20b5\", \"device_type\": \"type-PCI\", ");
        text.Append("\"numa_policy\": \"preferred\" }\n");
        text.Append("alias = { \"name\": \"fast\", \"vendor_id\": \"10de\", \"product_id\": \"20b5\", \"device_type\": \"type-PCI\"");
        text.Append(drawn.Release == "2023.1" ? " }\n" : ", \"resource_class\": \"CUSTOM_GPU\", \"traits\": \"CUSTOM_FAST\" }\n");
        text.Append("alias = { \"name\": \"nvme\", \"vendor_id\": \"144d\", \"product_id\": \"a80a\", \"device_type\": \"type-PCI\" }\n");
        text.Append("alias = { \"name\": \"vf\", \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"device_type\": \"type-VF\" }\n");
        text.Append("alias = { \"name\": \"pf\", \"vendor_id\": \"8086\", \"product_id\": \"1572\", \"device_type\": \"type-PF\" }\n");
        text.Append("alias = { \"name\": \"movable\", \"vendor_id\": \"8086\", \"product_id\": \"154c\", \"device_type\": \"type-VF\"");
        text.Append(drawn.Release == Latest ? ", \"live_migratable\": \"yes\" }\n" : " }\n");
        return text.ToString();
    }

    /// <summary>A card, as scenarios describe it.</summary>
    public static string Card(FuzzCard card)
    {
        string spread = card.Node is { } node ? FormattableString.Invariant($"node {node}") : "none";
        string place = $"address: \"{card.Address}\", spread: {spread}";
        return card.Kind switch
        {
            "gpu" => $"{{ id: \"10de:20b5\", {place}, kind: PCI }}",
            "nvme" => $"{{ id: \"144d:a80a\", {place} }}",
            "dpu" => $"{{ id: \"15b3:a2d6\", {place}, kind: PF, serial: DPU-, "
                + FormattableString.Invariant($"vfs: {{ id: \"15b3:1018\", count: {card.Vfs}, limits: [dpu, no-vlan] }} }}"),
            "vdpa" => $"{{ id: \"15b3:101d\", {place}, kind: PF, "
                + FormattableString.Invariant($"vfs: {{ id: \"15b3:101e\", count: {card.Vfs}, driver: mlx5_core, vdpa: yes }} }}"),
            _ => $"{{ id: \"8086:1572\", {place}, kind: PF, " + FormattableString.Invariant($"vfs: {{ id: \"8086:154c\", count: {card.Vfs} }} }}"),
        };
    }

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
