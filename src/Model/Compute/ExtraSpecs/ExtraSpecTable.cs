using static Model.Compute.ExtraSpecs.ValueRule;

namespace Model.Compute.ExtraSpecs;

/// <summary>
/// Every extra spec that Nova 2025.2 knows by name, with the values it may have (<c>nova/api/validation/extra_specs/*.py</c>).
/// Those of the namespaces <c>resources</c> and <c>trait</c> follow from the standard names and are not listed.
/// </summary>
internal static class ExtraSpecTable
{
    private const string CpuMask = @"\^?\d+((-\d+)?(,\^?\d+(-\d+)?)?)*";

    private static readonly ValueRule AtLeastZero = WholeNumber(min: 0);
    private static readonly ValueRule AtLeastOne = WholeNumber(min: 1);

    /// <summary>Namespaces in which an unknown name is refused, besides <c>resources</c> and <c>trait</c> with any group.</summary>
    public static readonly string[] Namespaces =
    [
        "accel", "aggregate_instance_extra_specs", "capabilities", "hw", "hw_rng", "hw_video", "os", "pci_passthrough", "quota", "vmware",
    ];

    /// <summary>Rules for exact names.</summary>
    public static readonly (string Name, ValueRule Rule)[] Named =
    [
        .. Guest(),
        .. Devices(),
        .. Others(),
        .. Quotas(),
        .. Capabilities(),
    ];

    /// <summary>Rules for names with a variable part, as regular expressions. The dot of the NUMA names is any letter, as in Nova.</summary>
    public static readonly (string Pattern, ValueRule Rule)[] Patterns =
    [
        (@"hw:numa_cpus.\d+", Pattern(CpuMask)),
        (@"hw:numa_mem.\d+", AtLeastOne),
        (@"aggregate_instance_extra_specs:.+", Any),
        (@"capabilities:(cpu_info|metrics|stats|numa_topology|supported_hv_specs|pci_device_pools|nodename|pci_stats"
            + @"|supported_instances|limits|instances)(:\w+)*", Any),
    ];

    private static (string Name, ValueRule Rule)[] Guest() =>
    [
        ("hw:cpu_realtime", ValueRule.Boolean),
        ("hw:cpu_realtime_mask", Pattern(CpuMask)),
        ("hw:hide_hypervisor_id", ValueRule.Boolean),
        ("hw:cpu_policy", OneOf("dedicated", "shared", "mixed")),
        ("hw:cpu_thread_policy", OneOf("prefer", "isolate", "require")),
        ("hw:emulator_threads_policy", OneOf("isolate", "share")),
        ("hw:cpu_dedicated_mask", Pattern(CpuMask)),
        ("hw:mem_page_size", Pattern(@"(large|small|any|\d+([kKMGT]i?)?(b|bit|B)?)")),
        ("hw:locked_memory", ValueRule.Boolean),
        ("hw:numa_nodes", AtLeastOne),
        ("hw:pci_numa_affinity_policy", OneOf("required", "preferred", "legacy", "socket")),
        ("hw:cpu_sockets", AtLeastOne),
        ("hw:cpu_cores", AtLeastOne),
        ("hw:cpu_threads", AtLeastOne),
        ("hw:cpu_max_sockets", AtLeastOne),
        ("hw:cpu_max_cores", AtLeastOne),
        ("hw:cpu_max_threads", AtLeastOne),
    ];

    private static (string Name, ValueRule Rule)[] Devices() =>
    [
        ("hw:boot_menu", ValueRule.Boolean),
        ("hw:vif_multiqueue_enabled", ValueRule.Boolean),
        ("hw:mem_encryption", ValueRule.Boolean),
        ("hw:mem_encryption_model", OneOf("amd-sev", "amd-sev-es")),
        ("hw:pmem", Pattern("([a-zA-Z0-9_]+(,)?)+")),
        ("hw:pmu", ValueRule.Boolean),
        ("hw:serial_port_count", AtLeastZero),
        ("hw:tpm_model", OneOf("tpm-tis", "tpm-crb")),
        ("hw:tpm_version", OneOf("1.2", "2.0")),
        ("hw:watchdog_action", OneOf("none", "pause", "poweroff", "reset", "disabled")),
        ("hw:viommu_model", OneOf("intel", "smmuv3", "virtio", "auto")),
        ("hw:virtio_packed_ring", ValueRule.Boolean),
        ("hw:sound_model", OneOf("sb16", "es1370", "pcspk", "ac97", "ich6", "ich9", "usb", "virtio")),
        ("hw:usb_model", OneOf("none", "nec-xhci", "qemu-xhci")),
        ("hw:redirected_usb_ports", WholeNumber(0, 15)),
        ("hw:ephemeral_encryption", ValueRule.Boolean),
        ("hw:ephemeral_encryption_format", OneOf("plain", "luks", "luksv2")),
    ];

    private static (string Name, ValueRule Rule)[] Others() =>
    [
        ("hide_hypervisor_id", ValueRule.Boolean),
        ("group_policy", OneOf("isolate", "none")),
        ("accel:device_profile", Any),
        ("hw_rng:allowed", ValueRule.Boolean),
        ("hw_rng:rate_bytes", AtLeastZero),
        ("hw_rng:rate_period", AtLeastZero),
        ("hw_video:ram_max_mb", AtLeastZero),
        ("os:secure_boot", OneOf("disabled", "required")),

        // Python's white space includes four control characters that .NET's class lacks.
        ("pci_passthrough:alias", Pattern(
            @"[^:]+:\d+(?:[\s\x1c-\x1f]*,[\s\x1c-\x1f]*[^:]+:\d+)*", "ALIAS:COUNT, or several of them separated by commas")),
        ("vmware:hw_version", Any),
        ("vmware:storage_policy", Any),
    ];

    private static List<(string Name, ValueRule Rule)> Quotas()
    {
        List<(string Name, ValueRule Rule)> rules =
        [
            ("quota:cpu_shares", AtLeastZero),
            ("quota:cpu_period", AtLeastZero),
            ("quota:cpu_quota", WholeNumber()),
        ];
        foreach (string resource in (string[])["cpu", "memory", "disk_io", "vif"])
        {
            rules.Add(($"quota:{resource}_limit", AtLeastZero));
            rules.Add(($"quota:{resource}_reservation", WholeNumber()));
            rules.Add(($"quota:{resource}_shares_level", OneOf("custom", "high", "normal", "low")));
            rules.Add(($"quota:{resource}_shares_share", AtLeastZero));
        }

        foreach (string direction in (string[])["read", "write", "total"])
        {
            rules.Add(($"quota:disk_{direction}_bytes_sec", AtLeastZero));
            rules.Add(($"quota:disk_{direction}_iops_sec", AtLeastZero));
        }

        foreach (string direction in (string[])["inbound", "outbound"])
        {
            rules.Add(($"quota:vif_{direction}_average", AtLeastZero));
            rules.Add(($"quota:vif_{direction}_peak", AtLeastZero));
            rules.Add(($"quota:vif_{direction}_burst", AtLeastZero));
        }

        return rules;
    }

    private static IEnumerable<(string Name, ValueRule Rule)> Capabilities()
    {
        string[] facts =
        [
            "id", "uuid", "service_id", "host", "vcpus", "memory_mb", "local_gb", "vcpus_used", "memory_mb_used", "local_gb_used",
            "hypervisor_type", "hypervisor_version", "hypervisor_hostname", "free_ram_mb", "free_disk_gb", "current_workload",
            "running_vms", "disk_available_least", "host_ip", "mapped", "cpu_allocation_ratio", "ram_allocation_ratio", "disk_allocation_ratio",
            "total_usable_ram_mb", "total_usable_disk_gb", "disk_mb_used", "free_disk_mb", "vcpus_total", "num_instances", "num_io_ops",
            "failed_builds", "aggregates", "cell_uuid", "updated",
        ];
        return facts.Select(fact => ($"capabilities:{fact}", Any));
    }
}
