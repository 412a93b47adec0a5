namespace Model.Scheduling;

/// <summary>
/// The options of nova.conf that the scheduler looks at, with Nova's defaults (2025.2). The section is named in each
/// comment. Immutable.
/// </summary>
public sealed record SchedulingOptions
{
    /// <summary>[filter_scheduler]enabled_filters: the filters, in this order.</summary>
    public IReadOnlyList<string> EnabledFilters { get; init; } =
    [
        "ComputeFilter", "ComputeCapabilitiesFilter", "ImagePropertiesFilter", "ServerGroupAntiAffinityFilter",
        "ServerGroupAffinityFilter",
    ];

    /// <summary>[filter_scheduler]weight_classes: class paths, bare weigher names, or the name of all weighers.</summary>
    public IReadOnlyList<string> WeightClasses { get; init; } = [WeigherRegistry.AllWeighers];

    /// <summary>[filter_scheduler]host_subset_size, at least 1: the choice is made among this many best hosts.</summary>
    public int HostSubsetSize { get; init; } = 1;

    /// <summary>[filter_scheduler]shuffle_best_same_weighed_hosts.</summary>
    public bool ShuffleBestSameWeighedHosts { get; init; }

    /// <summary>[filter_scheduler]max_io_ops_per_host.</summary>
    public int MaxIoOpsPerHost { get; init; } = 8;

    /// <summary>[filter_scheduler]max_instances_per_host.</summary>
    public int MaxInstancesPerHost { get; init; } = 50;

    /// <summary>[filter_scheduler]isolated_hosts: host names.</summary>
    public IReadOnlyList<string> IsolatedHosts { get; init; } = [];

    /// <summary>[filter_scheduler]isolated_images: image ids.</summary>
    public IReadOnlyList<string> IsolatedImages { get; init; } = [];

    /// <summary>[filter_scheduler]restrict_isolated_hosts_to_isolated_images.</summary>
    public bool RestrictIsolatedHostsToIsolatedImages { get; init; } = true;

    /// <summary>[filter_scheduler]aggregate_image_properties_isolation_namespace; null or empty = look at all keys.</summary>
    public string? AggregateImagePropertiesIsolationNamespace { get; init; }

    /// <summary>[filter_scheduler]aggregate_image_properties_isolation_separator.</summary>
    public string AggregateImagePropertiesIsolationSeparator { get; init; } = ".";

    /// <summary>[filter_scheduler]image_properties_default_architecture, or null.</summary>
    public string? ImagePropertiesDefaultArchitecture { get; init; }

    /// <summary>[filter_scheduler]pci_in_placement.</summary>
    public bool PciInPlacement { get; init; }

    /// <summary>[filter_scheduler]ram_weight_multiplier.</summary>
    public double RamWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]cpu_weight_multiplier.</summary>
    public double CpuWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]disk_weight_multiplier.</summary>
    public double DiskWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]io_ops_weight_multiplier.</summary>
    public double IoOpsWeightMultiplier { get; init; } = -1.0;

    /// <summary>[filter_scheduler]num_instances_weight_multiplier.</summary>
    public double NumInstancesWeightMultiplier { get; init; }

    /// <summary>[filter_scheduler]hypervisor_version_weight_multiplier.</summary>
    public double HypervisorVersionWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]pci_weight_multiplier, at least 0.</summary>
    public double PciWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]soft_affinity_weight_multiplier, at least 0.</summary>
    public double SoftAffinityWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]soft_anti_affinity_weight_multiplier, at least 0.</summary>
    public double SoftAntiAffinityWeightMultiplier { get; init; } = 1.0;

    /// <summary>[filter_scheduler]build_failure_weight_multiplier; the weigher negates it.</summary>
    public double BuildFailureWeightMultiplier { get; init; } = 1_000_000.0;

    /// <summary>[filter_scheduler]cross_cell_move_weight_multiplier.</summary>
    public double CrossCellMoveWeightMultiplier { get; init; } = 1_000_000.0;

    /// <summary>[filter_scheduler]image_props_weight_multiplier.</summary>
    public double ImagePropsWeightMultiplier { get; init; }

    /// <summary>[filter_scheduler]image_props_weight_setting: <c>property=ratio</c> texts; empty = all properties alike.</summary>
    public IReadOnlyList<string> ImagePropsWeightSetting { get; init; } = [];

    /// <summary>[metrics]weight_multiplier.</summary>
    public double MetricsWeightMultiplier { get; init; } = 1.0;

    /// <summary>[metrics]weight_setting: <c>metric=ratio</c> texts.</summary>
    public IReadOnlyList<string> MetricsWeightSetting { get; init; } = [];

    /// <summary>[metrics]required: a host without a metric of the setting is an error.</summary>
    public bool MetricsRequired { get; init; } = true;

    /// <summary>[metrics]weight_of_unavailable: what a host without a metric weighs instead.</summary>
    public double MetricsWeightOfUnavailable { get; init; } = -10_000.0;

    /// <summary>[scheduler]max_attempts, at least 1: one choice and this many less one alternates.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>[scheduler]max_placement_results, at least 1: the limit of a query to Placement.</summary>
    public int MaxPlacementResults { get; init; } = 1000;

    /// <summary>[scheduler]limit_tenants_to_placement_aggregate.</summary>
    public bool LimitTenantsToPlacementAggregate { get; init; }

    /// <summary>[scheduler]placement_aggregate_required_for_tenants.</summary>
    public bool PlacementAggregateRequiredForTenants { get; init; }

    /// <summary>[scheduler]query_placement_for_image_type_support.</summary>
    public bool QueryPlacementForImageTypeSupport { get; init; }

    /// <summary>[scheduler]enable_isolated_aggregate_filtering.</summary>
    public bool EnableIsolatedAggregateFiltering { get; init; }

    /// <summary>[scheduler]image_metadata_prefilter.</summary>
    public bool ImageMetadataPrefilter { get; init; }

    /// <summary>[scheduler]query_placement_for_routed_network_aggregates.</summary>
    public bool QueryPlacementForRoutedNetworkAggregates { get; init; }

    /// <summary>[DEFAULT]service_down_time.</summary>
    public TimeSpan ServiceDownTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>[workarounds]disable_fallback_pcpu_query.</summary>
    public bool DisableFallbackPcpuQuery { get; init; }
}
