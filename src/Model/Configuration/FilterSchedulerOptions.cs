using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>Section <c>[filter_scheduler]</c> (<c>nova/conf/scheduler.py</c>). Immutable.</summary>
public sealed record FilterSchedulerOptions
{
    /// <summary>
    /// <c>available_filters</c>: filter classes that may be enabled; <c>nova.scheduler.filters.all_filters</c> means all of Nova's.
    /// </summary>
    public IReadOnlyList<string> AvailableFilters { get; init; } = ["nova.scheduler.filters.all_filters"];

    /// <summary><c>enabled_filters</c>: filters in the order in which they run.</summary>
    public IReadOnlyList<string> EnabledFilters { get; init; } =
    [
        "ComputeFilter",
        "ComputeCapabilitiesFilter",
        "ImagePropertiesFilter",
        "ServerGroupAntiAffinityFilter",
        "ServerGroupAffinityFilter",
    ];

    /// <summary><c>weight_classes</c>: weigher classes; <c>nova.scheduler.weights.all_weighers</c> means all of Nova's.</summary>
    public IReadOnlyList<string> WeightClasses { get; init; } = ["nova.scheduler.weights.all_weighers"];

    /// <summary><c>host_subset_size</c>: the host is drawn among the best N; at least 1.</summary>
    public int HostSubsetSize { get; init; } = 1;

    /// <summary><c>shuffle_best_same_weighed_hosts</c>: shuffle the leading hosts of equal weight.</summary>
    public bool ShuffleBestSameWeighedHosts { get; init; }

    /// <summary><c>track_instance_changes</c>: computes tell the scheduler about their servers.</summary>
    public bool TrackInstanceChanges { get; init; } = true;

    /// <summary><c>pci_in_placement</c>: ask Placement for the PCI devices of flavors.</summary>
    public bool PciInPlacement { get; init; }

    /// <summary><c>max_io_ops_per_host</c>: limit of IoOpsFilter; at least 0.</summary>
    public int MaxIoOpsPerHost { get; init; } = 8;

    /// <summary><c>max_instances_per_host</c>: limit of NumInstancesFilter; at least 1.</summary>
    public int MaxInstancesPerHost { get; init; } = 50;

    /// <summary><c>ram_weight_multiplier</c>: RAMWeigher.</summary>
    public double RamWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>cpu_weight_multiplier</c>: CPUWeigher.</summary>
    public double CpuWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>disk_weight_multiplier</c>: DiskWeigher.</summary>
    public double DiskWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>hypervisor_version_weight_multiplier</c>: HypervisorVersionWeigher.</summary>
    public double HypervisorVersionWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>num_instances_weight_multiplier</c>: NumInstancesWeigher.</summary>
    public double NumInstancesWeightMultiplier { get; init; }

    /// <summary><c>io_ops_weight_multiplier</c>: IoOpsWeigher.</summary>
    public double IoOpsWeightMultiplier { get; init; } = -1.0;

    /// <summary><c>image_props_weight_multiplier</c>: ImagePropertiesWeigher.</summary>
    public double ImagePropsWeightMultiplier { get; init; }

    /// <summary><c>pci_weight_multiplier</c>: PCIWeigher; at least 0.</summary>
    public double PciWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>soft_affinity_weight_multiplier</c>: ServerGroupSoftAffinityWeigher; at least 0.</summary>
    public double SoftAffinityWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>soft_anti_affinity_weight_multiplier</c>: ServerGroupSoftAntiAffinityWeigher; at least 0.</summary>
    public double SoftAntiAffinityWeightMultiplier { get; init; } = 1.0;

    /// <summary><c>build_failure_weight_multiplier</c>: BuildFailureWeigher.</summary>
    public double BuildFailureWeightMultiplier { get; init; } = 1000000.0;

    /// <summary><c>cross_cell_move_weight_multiplier</c>: CrossCellWeigher.</summary>
    public double CrossCellMoveWeightMultiplier { get; init; } = 1000000.0;

    /// <summary><c>image_props_weight_setting</c>: weight of each image property; a later entry of a name replaces the earlier.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> ImagePropsWeightSetting { get; init; } = [];

    /// <summary><c>image_properties_default_architecture</c>: architecture of images that name none.</summary>
    public string? ImagePropertiesDefaultArchitecture { get; init; }

    /// <summary><c>isolated_images</c>: ids of images that run on isolated hosts only.</summary>
    public IReadOnlyList<string> IsolatedImages { get; init; } = [];

    /// <summary><c>isolated_hosts</c>: names of isolated hosts.</summary>
    public IReadOnlyList<string> IsolatedHosts { get; init; } = [];

    /// <summary><c>restrict_isolated_hosts_to_isolated_images</c>: isolated hosts run isolated images only.</summary>
    public bool RestrictIsolatedHostsToIsolatedImages { get; init; } = true;

    /// <summary><c>aggregate_image_properties_isolation_namespace</c>: only aggregate metadata with this prefix counts.</summary>
    public string? AggregateImagePropertiesIsolationNamespace { get; init; }

    /// <summary><c>aggregate_image_properties_isolation_separator</c>: separator of that prefix.</summary>
    public string AggregateImagePropertiesIsolationSeparator { get; init; } = ".";

    /// <summary>Where <c>enabled_filters</c> stands; null when no file sets it.</summary>
    public SourcePosition? EnabledFiltersPosition { get; init; }

    /// <summary>Where <c>weight_classes</c> stands; null when no file sets it.</summary>
    public SourcePosition? WeightClassesPosition { get; init; }

    internal static FilterSchedulerOptions Read(OptionReader reader) => new()
    {
        EnabledFiltersPosition = reader.Configured("filter_scheduler", "enabled_filters")?.Position,
        WeightClassesPosition = reader.Configured("filter_scheduler", "weight_classes")?.Position,
        AvailableFilters = reader.MultiOrDefault("filter_scheduler", "available_filters"),
        EnabledFilters = reader.List("filter_scheduler", "enabled_filters"),
        WeightClasses = reader.List("filter_scheduler", "weight_classes"),
        HostSubsetSize = reader.Integer("filter_scheduler", "host_subset_size"),
        ShuffleBestSameWeighedHosts = reader.Boolean("filter_scheduler", "shuffle_best_same_weighed_hosts"),
        TrackInstanceChanges = reader.Boolean("filter_scheduler", "track_instance_changes"),
        PciInPlacement = reader.Boolean("filter_scheduler", "pci_in_placement"),
        MaxIoOpsPerHost = reader.Integer("filter_scheduler", "max_io_ops_per_host"),
        MaxInstancesPerHost = reader.Integer("filter_scheduler", "max_instances_per_host"),
        RamWeightMultiplier = reader.Number("filter_scheduler", "ram_weight_multiplier"),
        CpuWeightMultiplier = reader.Number("filter_scheduler", "cpu_weight_multiplier"),
        DiskWeightMultiplier = reader.Number("filter_scheduler", "disk_weight_multiplier"),
        HypervisorVersionWeightMultiplier = reader.Number("filter_scheduler", "hypervisor_version_weight_multiplier"),
        NumInstancesWeightMultiplier = reader.Number("filter_scheduler", "num_instances_weight_multiplier"),
        IoOpsWeightMultiplier = reader.Number("filter_scheduler", "io_ops_weight_multiplier"),
        ImagePropsWeightMultiplier = reader.Number("filter_scheduler", "image_props_weight_multiplier"),
        PciWeightMultiplier = reader.Number("filter_scheduler", "pci_weight_multiplier"),
        SoftAffinityWeightMultiplier = reader.Number("filter_scheduler", "soft_affinity_weight_multiplier"),
        SoftAntiAffinityWeightMultiplier = reader.Number("filter_scheduler", "soft_anti_affinity_weight_multiplier"),
        BuildFailureWeightMultiplier = reader.Number("filter_scheduler", "build_failure_weight_multiplier"),
        CrossCellMoveWeightMultiplier = reader.Number("filter_scheduler", "cross_cell_move_weight_multiplier"),
        ImagePropsWeightSetting = OptionParts.Weights(reader, "filter_scheduler", "image_props_weight_setting"),
        ImagePropertiesDefaultArchitecture = reader.Text("filter_scheduler", "image_properties_default_architecture"),
        IsolatedImages = reader.List("filter_scheduler", "isolated_images"),
        IsolatedHosts = reader.List("filter_scheduler", "isolated_hosts"),
        RestrictIsolatedHostsToIsolatedImages = reader.Boolean("filter_scheduler", "restrict_isolated_hosts_to_isolated_images"),
        AggregateImagePropertiesIsolationNamespace = reader.Text("filter_scheduler", "aggregate_image_properties_isolation_namespace"),
        AggregateImagePropertiesIsolationSeparator = reader.Text("filter_scheduler", "aggregate_image_properties_isolation_separator")!,
    };
}
