namespace Model.Configuration;

/// <summary>Section <c>[workarounds]</c> (<c>nova/conf/workarounds.py</c>). Immutable.</summary>
public sealed record WorkaroundsOptions
{
    /// <summary><c>disable_fallback_pcpu_query</c>: do not ask again with VCPU for pinned servers.</summary>
    public bool DisableFallbackPcpuQuery { get; init; }

    /// <summary><c>disable_group_policy_check_upcall</c>: computes do not check server groups again.</summary>
    public bool DisableGroupPolicyCheckUpcall { get; init; }

    /// <summary><c>skip_cpu_compare_on_dest</c>: no CPU comparison on a live migration's destination.</summary>
    public bool SkipCpuCompareOnDest { get; init; }

    /// <summary><c>skip_cpu_compare_at_startup</c>: no CPU comparison when a compute starts.</summary>
    public bool SkipCpuCompareAtStartup { get; init; }

    /// <summary><c>skip_hypervisor_version_check_on_lm</c>: a live migration may go to an older hypervisor.</summary>
    public bool SkipHypervisorVersionCheckOnLm { get; init; }

    /// <summary><c>enable_numa_live_migration</c>: live-migrate NUMA servers without the NUMA-aware path.</summary>
    public bool EnableNumaLiveMigration { get; init; }

    /// <summary><c>unified_limits_count_pcpu_as_vcpu</c>: PCPU counts as VCPU in unified limits.</summary>
    public bool UnifiedLimitsCountPcpuAsVcpu { get; init; }

    /// <summary><c>reserve_disk_resource_for_image_cache</c>: withhold the image cache's disk.</summary>
    public bool ReserveDiskResourceForImageCache { get; init; }

    internal static WorkaroundsOptions Read(OptionReader reader) => new()
    {
        DisableFallbackPcpuQuery = reader.Boolean("workarounds", "disable_fallback_pcpu_query"),
        DisableGroupPolicyCheckUpcall = reader.Boolean("workarounds", "disable_group_policy_check_upcall"),
        SkipCpuCompareOnDest = reader.Boolean("workarounds", "skip_cpu_compare_on_dest"),
        SkipCpuCompareAtStartup = reader.Boolean("workarounds", "skip_cpu_compare_at_startup"),
        SkipHypervisorVersionCheckOnLm = reader.Boolean("workarounds", "skip_hypervisor_version_check_on_lm"),
        EnableNumaLiveMigration = reader.Boolean("workarounds", "enable_numa_live_migration"),
        UnifiedLimitsCountPcpuAsVcpu = reader.Boolean("workarounds", "unified_limits_count_pcpu_as_vcpu"),
        ReserveDiskResourceForImageCache = reader.Boolean("workarounds", "reserve_disk_resource_for_image_cache"),
    };
}
