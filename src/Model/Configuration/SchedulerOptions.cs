namespace Model.Configuration;

/// <summary>Section <c>[scheduler]</c> (<c>nova/conf/scheduler.py</c>). Immutable.</summary>
public sealed record SchedulerOptions
{
    /// <summary><c>max_attempts</c>: hosts a build may try; at least 1. One less is the number of alternates.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary><c>max_placement_results</c>: limit of allocation candidates; at least 1.</summary>
    public int MaxPlacementResults { get; init; } = 1000;

    /// <summary><c>workers</c>: scheduler processes; null = one for each CPU of the controller, 0 = one.</summary>
    public int? Workers { get; init; }

    /// <summary><c>limit_tenants_to_placement_aggregate</c>: projects see only the aggregates that name them.</summary>
    public bool LimitTenantsToPlacementAggregate { get; init; }

    /// <summary><c>placement_aggregate_required_for_tenants</c>: refuse projects that no aggregate names.</summary>
    public bool PlacementAggregateRequiredForTenants { get; init; }

    /// <summary><c>query_placement_for_image_type_support</c>: ask for the trait of the image's disk format.</summary>
    public bool QueryPlacementForImageTypeSupport { get; init; }

    /// <summary>
    /// <c>query_placement_for_availability_zone</c>: ask for the aggregates of the availability zone (until 27; afterwards always).
    /// </summary>
    public bool QueryPlacementForAvailabilityZone { get; init; } = true;

    /// <summary><c>query_placement_for_routed_network_aggregates</c>: ask for the aggregates of network segments.</summary>
    public bool QueryPlacementForRoutedNetworkAggregates { get; init; }

    /// <summary>
    /// <c>enable_isolated_aggregate_filtering</c>: keep away from aggregates whose required traits the server does not ask for.
    /// </summary>
    public bool EnableIsolatedAggregateFiltering { get; init; }

    /// <summary><c>image_metadata_prefilter</c>: turn image properties into traits.</summary>
    public bool ImageMetadataPrefilter { get; init; }

    internal static SchedulerOptions Read(OptionReader reader) => new()
    {
        MaxAttempts = reader.Integer("scheduler", "max_attempts"),
        MaxPlacementResults = reader.Integer("scheduler", "max_placement_results"),
        Workers = reader.IntegerOrNull("scheduler", "workers"),
        LimitTenantsToPlacementAggregate = reader.Boolean("scheduler", "limit_tenants_to_placement_aggregate"),
        PlacementAggregateRequiredForTenants = reader.Boolean("scheduler", "placement_aggregate_required_for_tenants"),
        QueryPlacementForImageTypeSupport = reader.Boolean("scheduler", "query_placement_for_image_type_support"),
        QueryPlacementForAvailabilityZone = reader.Boolean("scheduler", "query_placement_for_availability_zone"),
        QueryPlacementForRoutedNetworkAggregates = reader.Boolean("scheduler", "query_placement_for_routed_network_aggregates"),
        EnableIsolatedAggregateFiltering = reader.Boolean("scheduler", "enable_isolated_aggregate_filtering"),
        ImageMetadataPrefilter = reader.Boolean("scheduler", "image_metadata_prefilter"),
    };
}
