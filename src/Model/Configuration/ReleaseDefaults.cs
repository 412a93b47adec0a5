namespace Model.Configuration;

/// <summary>Defaults that differed from those of 2025.2 in other releases (read from <c>nova/conf</c> at each X.0.0 tag).</summary>
internal static class ReleaseDefaults
{
    /// <summary>The option's default in a release, as a text of a configuration file; null when it has none.</summary>
    public static string? Of(OptionDefinition option, NovaRelease release) => (option.Group, option.Name) switch
    {
        ("DEFAULT", "initial_cpu_allocation_ratio") when release.Major < 27 => "16.0",
        ("DEFAULT", "initial_ram_allocation_ratio") when release.Major < 27 => "1.5",
        ("compute", "packing_host_numa_cells_allocation_strategy") when release.Features.NumaPackDefault => "True",
        ("filter_scheduler", "enabled_filters") when release.Features.SchedulerAvailabilityZoneFilterEnabled =>
            "AvailabilityZoneFilter," + option.Default,
        ("scheduler", "query_placement_for_availability_zone") when release.Major <= 23 => "False",
        _ => option.Default,
    };
}
