using Simulator.Metrics;

namespace Simulator.Expectations;

/// <summary>Everything that expectations can ask for, by the kind of row it is read from.</summary>
internal static class FactCatalogue
{
    /// <summary>Facts of a server: <c>server NAME FACT</c>.</summary>
    public static IReadOnlyList<Fact<ServerRecord>> Server { get; } =
    [
        new("state", server => server.State.ToName()) { Choices = [.. Enum.GetValues<ServerState>().Select(state => state.ToName())] },
        new("status", server => server.Status),
        new("fault", server => server.Fault.Split(':')[0]),
        new("fault_message", server => server.Fault),
        new("host", server => server.Host ?? string.Empty),
        new("devices", server => string.Join(' ', server.Devices)),
        new("numa_nodes", server => string.Join(' ', server.NumaNodes)),
        new("pinned_cpus", server => server.PinnedCpus),
        new("flavor", server => server.Flavor),
        new("stage", server => server.Failure?.Stage ?? string.Empty),
        new("reason", server => server.Failure?.Reason ?? string.Empty),
        new("detail", server => server.Failure?.Detail ?? string.Empty),
        Fact<ServerRecord>.Number("device_count", server => server.Devices.Count),
        Fact<ServerRecord>.Number("attempts", server => server.Attempts),
        Fact<ServerRecord>.Number("requested_s", server => server.RequestedAt.TotalSeconds),
        Fact<ServerRecord>.Number("active_s", server => server.ActiveAt?.TotalSeconds),
        Fact<ServerRecord>.Number("ended_s", server => server.EndedAt?.TotalSeconds),
    ];

    // Stands before its reader below: fields get their values in the order of the text.
    private static IReadOnlyList<Fact<HostRow>> OfHost { get; } =
    [
        Fact<HostRow>.Number("servers", host => host.ServersEnd),
        Fact<HostRow>.Number("servers_total", host => host.ServersTotal),
        Fact<HostRow>.Number("vcpus", host => host.Vcpus),
        Fact<HostRow>.Number("vcpus_used", host => host.VcpusUsedEnd),
        Fact<HostRow>.Number("memory_mib", host => host.MemoryMib),
        Fact<HostRow>.Number("memory_mib_used", host => host.MemoryMibUsedEnd),
        Fact<HostRow>.Number("pci_devices", host => host.PciDevices),
        Fact<HostRow>.Number("pci_used", host => host.PciUsedEnd),
        Fact<HostRow>.Number("claims_refused", host => host.ClaimsRefused),
    ];

    /// <summary>Facts of a host: <c>host NAME FACT</c>.</summary>
    public static IReadOnlyList<Fact<HostFacts>> Host { get; } =
    [
        .. OfHost.Select(fact => new Fact<HostFacts>(fact.Name, host => fact.Read(host.Row))),
        Fact<HostFacts>.Number("pci_free", host => host.Devices.Count(device => device.Status == "available")),
        new("pci_in_placement", host => host.PciInPlacement),
    ];

    /// <summary>Facts of a NUMA node: <c>numa HOST NODE FACT</c>.</summary>
    public static IReadOnlyList<Fact<NumaRow>> Numa { get; } =
    [
        Fact<NumaRow>.Number("cpus", node => node.Cpus),
        Fact<NumaRow>.Number("cpus_used", node => node.CpusUsedEnd),
        Fact<NumaRow>.Number("memory_mib", node => node.MemoryMib),
        Fact<NumaRow>.Number("memory_mib_used", node => node.MemoryMibUsedEnd),
        Fact<NumaRow>.Number("devices", node => node.Devices),
        Fact<NumaRow>.Number("devices_used", node => node.DevicesUsedEnd),
    ];

    /// <summary>Facts of an inventory in Placement: <c>provider NAME CLASS FACT</c>.</summary>
    public static IReadOnlyList<Fact<ProviderRow>> Provider { get; } =
    [
        Fact<ProviderRow>.Number("total", inventory => inventory.Total),
        Fact<ProviderRow>.Number("reserved", inventory => inventory.Reserved),
        Fact<ProviderRow>.Number("used", inventory => inventory.Used),
    ];

    /// <summary>Facts of a resource provider: <c>provider NAME FACT</c>.</summary>
    public static IReadOnlyList<Fact<ProviderFacts>> ProviderAsSuch { get; } =
    [
        new("exists", provider => provider.Exists ? "yes" : "no"),
        new("traits", provider => string.Join(' ', provider.Traits)),
        new("classes", provider => string.Join(' ', provider.Classes)),
    ];

    /// <summary>Facts of a move: <c>migration SERVER FACT</c> or <c>migration SERVER/N FACT</c>.</summary>
    public static IReadOnlyList<Fact<MigrationRow>> Migration { get; } =
    [
        new("type", move => move.Type),
        new("status", move => move.Status),
        new("source", move => move.Source),
        new("destination", move => move.Destination),
        new("error", move => move.Cause.Split(':')[0]),
        new("cause", move => move.Cause),
        Fact<MigrationRow>.Number("began_s", move => move.BeganS),
        Fact<MigrationRow>.Number("ended_s", move => move.EndedS),
        Fact<MigrationRow>.Number("total_s", move => move.TotalS),
        Fact<MigrationRow>.Number("downtime_ms", move => move.DowntimeMs),
        Fact<MigrationRow>.Number("unplugged_ms", move => move.UnpluggedMs),
        Fact<MigrationRow>.Number("bytes_moved", move => move.BytesMoved),
        Fact<MigrationRow>.Number("rounds", move => move.Rounds),
    ];

    /// <summary>Facts of an operation: <c>operation KIND TARGET FACT</c>.</summary>
    public static IReadOnlyList<Fact<OperationRow>> Operation { get; } =
    [
        new("outcome", operation => operation.Outcome),
        Fact<OperationRow>.Number("status", operation => operation.Status),
        new("error", operation => operation.Error),
        new("message", operation => operation.Message),
        Fact<OperationRow>.Number("ended_s", operation => operation.EndedS),
    ];

    /// <summary>Facts of a tracked device: <c>device HOST ADDRESS FACT</c>.</summary>
    public static IReadOnlyList<Fact<DeviceRow>> Device { get; } =
    [
        new("status", device => device.Status),
        new("server", device => device.Server),
        new("driver", device => device.Driver),
        new("type", device => device.Type),
        new("numa_node", device => device.NumaNode),
        new("parent", device => device.Parent),
        Fact<DeviceRow>.Number("busy_share", device => device.BusyShare),
        Fact<DeviceRow>.Number("assignments", device => device.Assignments),
    ];

    /// <summary>Facts of a port: <c>port NAME FACT</c>.</summary>
    public static IReadOnlyList<Fact<PortRow>> Port { get; } =
    [
        new("server", port => port.Server),
        new("host", port => port.Host),
        new("network", port => port.Network),
        new("traffic", port => port.Traffic),
        new("vnic_type", port => port.VnicType),
        new("profile.pci_slot", port => port.PciSlot),
        new("profile.pci_vendor_info", port => port.PciVendorInfo),
        new("profile.physical_network", port => port.PhysicalNetwork),
        new("profile.card_serial_number", port => port.CardSerialNumber),
        new("profile.pf_mac_address", port => port.PfMacAddress),
        Fact<PortRow>.Number("profile.vf_num", port => port.VfNum),
        new("profile.device_mac_address", port => port.DeviceMacAddress),
        new("profile.capabilities", port => port.Capabilities),
        new("profile.trusted", port => port.Trusted),
    ];

    /// <summary>Facts of a campaign: <c>campaign NAME FACT</c>.</summary>
    public static IReadOnlyList<Fact<CampaignFigures>> Campaign { get; } =
    [
        Fact<CampaignFigures>.Number("hosts", campaign => campaign.Hosts),
        Fact<CampaignFigures>.Number("done", campaign => campaign.Done),
        Fact<CampaignFigures>.Number("blocked", campaign => campaign.Blocked),
        Fact<CampaignFigures>.Number("refused", campaign => campaign.Refused),
        Fact<CampaignFigures>.Number("unfinished", campaign => campaign.Unfinished),
        Fact<CampaignFigures>.Number("seconds", campaign => campaign.EndedS - campaign.StartedS),
        Fact<CampaignFigures>.Number("moved_live", campaign => campaign.MovedLive),
        Fact<CampaignFigures>.Number("moved_cold", campaign => campaign.MovedCold),
        Fact<CampaignFigures>.Number("stayed", campaign => campaign.Stayed),
        new("reason", campaign => campaign.Reasons.Count > 0 ? campaign.Reasons[0].Reason : string.Empty),
    ];

    /// <summary>Totals of the run: metric paths.</summary>
    public static IReadOnlyList<Fact<RunSummary>> Metrics { get; } =
    [
        Fact<RunSummary>.Number("servers.requested", run => run.Requested),
        Fact<RunSummary>.Number("servers.started", run => run.Started),
        Fact<RunSummary>.Number("servers.active", run => run.Active),
        Fact<RunSummary>.Number("servers.failed", run => run.Failed),
        Fact<RunSummary>.Number("servers.deleted", run => run.Deleted),
        Fact<RunSummary>.Number("servers.building", run => run.Building),
        Fact<RunSummary>.Number("boots.failed.ratio", run => run.FailedShare),
        Fact<RunSummary>.Number("boots.reschedules", run => run.Reschedules),
        Fact<RunSummary>.Number("races.placement_claims_refused", run => run.Races.PlacementClaimsRefused),
        Fact<RunSummary>.Number("races.compute_claims_refused", run => run.Races.ComputeClaimsRefused),
        Fact<RunSummary>.Number("races.reschedules", run => run.Races.Reschedules),
        Fact<RunSummary>.Number("races.retries_exhausted", run => run.Races.RetriesExhausted),
        Fact<RunSummary>.Number("boots.seconds.p50", run => run.BootSeconds.P50),
        Fact<RunSummary>.Number("boots.seconds.p95", run => run.BootSeconds.P95),
        Fact<RunSummary>.Number("boots.seconds.p99", run => run.BootSeconds.P99),
        Fact<RunSummary>.Number("boots.seconds.max", run => run.BootSeconds.Max),
        Fact<RunSummary>.Number("outages.host_failures", run => run.Outages.HostFailures),
        Fact<RunSummary>.Number("outages.rack_failures", run => run.Outages.RackFailures),
        Fact<RunSummary>.Number("outages.placement_outages", run => run.Outages.PlacementOutages),
        Fact<RunSummary>.Number("outages.servers_hit", run => run.Outages.ServersHit),
        Fact<RunSummary>.Number("outages.evacuated", run => run.Outages.Evacuated),
        Fact<RunSummary>.Number("outages.waited", run => run.Outages.Waited),
        Fact<RunSummary>.Number("outages.not_evacuated", run => run.Outages.NotEvacuated),
        Fact<RunSummary>.Number("outages.starts_refused", run => run.Outages.StartsRefused),
        Fact<RunSummary>.Number("outages.evacuated_seconds.p50", run => run.Outages.EvacuatedSeconds.P50),
        Fact<RunSummary>.Number("outages.evacuated_seconds.p95", run => run.Outages.EvacuatedSeconds.P95),
        Fact<RunSummary>.Number("outages.waited_seconds.p50", run => run.Outages.WaitedSeconds.P50),
        Fact<RunSummary>.Number("service_faults.placement_away_seconds", run => run.ServiceFaults?.PlacementAwaySeconds ?? 0),
        Fact<RunSummary>.Number("service_faults.placement_writes_lost", run => run.ServiceFaults?.PlacementWritesLost ?? 0),
        Fact<RunSummary>.Number("service_faults.slow_seconds", run => run.ServiceFaults?.SlowSeconds ?? 0),
        Fact<RunSummary>.Number("service_faults.messages_lost", run => run.ServiceFaults?.MessagesLost ?? 0),
        Fact<RunSummary>.Number("service_faults.points_failed", run => run.ServiceFaults?.PointsFailed ?? 0),
        Fact<RunSummary>.Number("device_faults.failures", run => run.DeviceFaults?.Failures ?? 0),
        Fact<RunSummary>.Number("device_faults.replaced", run => run.DeviceFaults?.Replaced ?? 0),
        Fact<RunSummary>.Number("device_faults.missing_mean", run => run.DeviceFaults?.MissingMean ?? 0),
        Fact<RunSummary>.Number("device_faults.servers_hit", run => run.DeviceFaults?.ServersHit ?? 0),
        Fact<RunSummary>.Number("device_faults.servers_given_broken", run => run.DeviceFaults?.ServersGivenBroken ?? 0),
        Fact<RunSummary>.Number("device_faults.servers_moved", run => run.DeviceFaults?.ServersMoved ?? 0),
        Fact<RunSummary>.Number("device_faults.servers_not_moved", run => run.DeviceFaults?.ServersNotMoved ?? 0),
        Fact<RunSummary>.Number("device_faults.servers_still_hit", run => run.DeviceFaults?.ServersStillHit ?? 0),
        Fact<RunSummary>.Number("device_faults.starts_refused", run => run.DeviceFaults?.StartsRefused ?? 0),
        Fact<RunSummary>.Number("device_faults.restarts_refused", run => run.DeviceFaults?.RestartsRefused ?? 0),
        Fact<RunSummary>.Number("device_faults.down_seconds.p50", run => run.DeviceFaults?.DownSeconds.P50),
        Fact<RunSummary>.Number("device_faults.hit_seconds.p50", run => run.DeviceFaults?.HitSeconds.P50),
        Fact<RunSummary>.Number("device_faults.hit_seconds.p95", run => run.DeviceFaults?.HitSeconds.P95),
        Fact<RunSummary>.Number("cleaning.returned", run => run.Cleaning.Returned),
        Fact<RunSummary>.Number("cleaning.cleaned", run => run.Cleaning.Cleaned),
        Fact<RunSummary>.Number("cleaning.found_by_polling", run => run.Cleaning.FoundByPolling),
        Fact<RunSummary>.Number("cleaning.seconds.p50", run => run.Cleaning.Seconds.P50),
        Fact<RunSummary>.Number("cleaning.seconds.p95", run => run.Cleaning.Seconds.P95),
        Fact<RunSummary>.Number("cleaning.polled_seconds.p50", run => run.Cleaning.PolledSeconds.P50),
        Fact<RunSummary>.Number("cleaning.idle_mean", run => run.Cleaning.IdleMean),
        Fact<RunSummary>.Number("cold_moves.arrived", run => run.ColdMoves.Arrived),
        Fact<RunSummary>.Number("cold_moves.downtime_seconds.p50", run => run.ColdMoves.DowntimeSeconds.P50),
        Fact<RunSummary>.Number("cold_moves.downtime_seconds.max", run => run.ColdMoves.DowntimeSeconds.Max),
        Fact<RunSummary>.Number("live_migrations.count", run => run.LiveMigrations.Count),
        Fact<RunSummary>.Number("live_migrations.completed", run => run.LiveMigrations.Completed),
        Fact<RunSummary>.Number("live_migrations.cancelled", run => run.LiveMigrations.Cancelled),
        Fact<RunSummary>.Number("live_migrations.failed", run => run.LiveMigrations.Failed),
        Fact<RunSummary>.Number("live_migrations.seconds.p95", run => run.LiveMigrations.Seconds.P95),
        Fact<RunSummary>.Number("live_migrations.downtime_seconds.p50", run => run.LiveMigrations.DowntimeSeconds.P50),
        Fact<RunSummary>.Number("live_migrations.downtime_seconds.p95", run => run.LiveMigrations.DowntimeSeconds.P95),
        Fact<RunSummary>.Number("live_migrations.downtime_seconds.max", run => run.LiveMigrations.DowntimeSeconds.Max),
        Fact<RunSummary>.Number("hosts", run => run.Hosts),
        Fact<RunSummary>.Number("duration", run => run.SimulatedS),
        Fact<RunSummary>.Number("events", run => run.Events),
        Fact<RunSummary>.Number("decisions", run => run.Decisions),
    ];

    /// <summary>Use of one resource: <c>utilization.RESOURCE.FACT</c>.</summary>
    public static IReadOnlyList<Fact<ResourceUse>> Utilization { get; } =
    [
        Fact<ResourceUse>.Number("capacity", use => use.Capacity),
        Fact<ResourceUse>.Number("mean", use => use.Mean),
        Fact<ResourceUse>.Number("p95", use => use.P95),
        Fact<ResourceUse>.Number("max", use => use.Max),
        Fact<ResourceUse>.Number("end", use => use.End),
    ];
}
