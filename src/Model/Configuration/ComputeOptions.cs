namespace Model.Configuration;

/// <summary>What a compute host offers and how its claims work (<c>nova/conf/compute.py</c>). Immutable.</summary>
public sealed record ComputeOptions
{
    /// <summary><c>cpu_dedicated_set</c>: CPUs for pinned guests, ascending; null = none configured.</summary>
    public IReadOnlyList<int>? CpuDedicatedSet { get; init; }

    /// <summary><c>cpu_shared_set</c>: CPUs for floating guests, ascending; null = none configured.</summary>
    public IReadOnlyList<int>? CpuSharedSet { get; init; }

    /// <summary><c>reserved_host_cpus</c>: VCPU withheld in Placement; at least 0.</summary>
    public int ReservedHostCpus { get; init; }

    /// <summary><c>reserved_host_memory_mb</c>: MiB withheld; at least 0.</summary>
    public int ReservedHostMemoryMb { get; init; } = 512;

    /// <summary><c>reserved_host_disk_mb</c>: MiB withheld; at least 0.</summary>
    public int ReservedHostDiskMb { get; init; }

    /// <summary><c>reserved_huge_pages</c>: huge pages withheld on NUMA nodes.</summary>
    public IReadOnlyList<ReservedHugePages> ReservedHugePages { get; init; } = [];

    /// <summary><c>cpu_allocation_ratio</c>: VCPU overcommit; null or 0 = the initial ratio for new hosts.</summary>
    public double? CpuAllocationRatio { get; init; }

    /// <summary><c>ram_allocation_ratio</c>: memory overcommit; null or 0 = the initial ratio for new hosts.</summary>
    public double? RamAllocationRatio { get; init; }

    /// <summary><c>disk_allocation_ratio</c>: disk overcommit; null or 0 = the initial ratio for new hosts.</summary>
    public double? DiskAllocationRatio { get; init; }

    /// <summary><c>initial_cpu_allocation_ratio</c>: VCPU overcommit of new hosts; at least 0.</summary>
    public double InitialCpuAllocationRatio { get; init; } = 4.0;

    /// <summary><c>initial_ram_allocation_ratio</c>: memory overcommit of new hosts; at least 0.</summary>
    public double InitialRamAllocationRatio { get; init; } = 1.0;

    /// <summary><c>initial_disk_allocation_ratio</c>: disk overcommit of new hosts; at least 0.</summary>
    public double InitialDiskAllocationRatio { get; init; } = 1.0;

    /// <summary><c>packing_host_numa_cells_allocation_strategy</c>: fill used NUMA cells first.</summary>
    public bool PackingHostNumaCellsAllocationStrategy { get; init; }

    /// <summary>
    /// <c>resource_provider_association_refresh</c>: seconds between refreshes of the compute's view of its providers; at least 0, 0
    /// = never.
    /// </summary>
    public int ResourceProviderAssociationRefresh { get; init; } = 300;

    /// <summary><c>sharing_providers_max_uuids_per_request</c>: providers asked for at once; at least 1.</summary>
    public int SharingProvidersMaxUuidsPerRequest { get; init; } = 200;

    /// <summary><c>consecutive_build_service_disable_threshold</c>: 0 turns the build-failure weigher off.</summary>
    public int ConsecutiveBuildServiceDisableThreshold { get; init; } = 10;

    /// <summary><c>live_migration_wait_for_vif_plug</c>: wait for network events before a live migration.</summary>
    public bool LiveMigrationWaitForVifPlug { get; init; } = true;

    /// <summary><c>allow_resize_to_same_host</c>: a resize may stay on its host.</summary>
    public bool AllowResizeToSameHost { get; init; }

    /// <summary><c>default_availability_zone</c>: zone of hosts that no aggregate puts into one.</summary>
    public string DefaultAvailabilityZone { get; init; } = "nova";

    /// <summary><c>default_schedule_zone</c>: zone of servers that name none.</summary>
    public string? DefaultScheduleZone { get; init; }

    /// <summary><c>internal_service_availability_zone</c>: zone of services that are no computes.</summary>
    public string InternalServiceAvailabilityZone { get; init; } = "internal";

    internal static ComputeOptions Read(OptionReader reader) => new()
    {
        CpuDedicatedSet = OptionParts.Cpus(reader, "compute", "cpu_dedicated_set"),
        CpuSharedSet = OptionParts.Cpus(reader, "compute", "cpu_shared_set"),
        ReservedHostCpus = reader.Integer("DEFAULT", "reserved_host_cpus"),
        ReservedHostMemoryMb = reader.Integer("DEFAULT", "reserved_host_memory_mb"),
        ReservedHostDiskMb = reader.Integer("DEFAULT", "reserved_host_disk_mb"),
        ReservedHugePages = Model.Configuration.ReservedHugePages.Read(reader),
        CpuAllocationRatio = reader.NumberOrNull("DEFAULT", "cpu_allocation_ratio"),
        RamAllocationRatio = reader.NumberOrNull("DEFAULT", "ram_allocation_ratio"),
        DiskAllocationRatio = reader.NumberOrNull("DEFAULT", "disk_allocation_ratio"),
        InitialCpuAllocationRatio = reader.Number("DEFAULT", "initial_cpu_allocation_ratio"),
        InitialRamAllocationRatio = reader.Number("DEFAULT", "initial_ram_allocation_ratio"),
        InitialDiskAllocationRatio = reader.Number("DEFAULT", "initial_disk_allocation_ratio"),
        PackingHostNumaCellsAllocationStrategy = reader.Boolean("compute", "packing_host_numa_cells_allocation_strategy"),
        ResourceProviderAssociationRefresh = reader.Integer("compute", "resource_provider_association_refresh"),
        SharingProvidersMaxUuidsPerRequest = reader.Integer("compute", "sharing_providers_max_uuids_per_request"),
        ConsecutiveBuildServiceDisableThreshold = reader.Integer("compute", "consecutive_build_service_disable_threshold"),
        LiveMigrationWaitForVifPlug = reader.Boolean("compute", "live_migration_wait_for_vif_plug"),
        AllowResizeToSameHost = reader.Boolean("DEFAULT", "allow_resize_to_same_host"),
        DefaultAvailabilityZone = reader.Text("DEFAULT", "default_availability_zone")!,
        DefaultScheduleZone = reader.Text("DEFAULT", "default_schedule_zone"),
        InternalServiceAvailabilityZone = reader.Text("DEFAULT", "internal_service_availability_zone")!,
    };
}
