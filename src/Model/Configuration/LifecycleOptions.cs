namespace Model.Configuration;

/// <summary>Intervals, timeouts and limits of the flows, in section <c>[DEFAULT]</c>. Times are in seconds. Immutable.</summary>
public sealed record LifecycleOptions
{
    /// <summary><c>report_interval</c>: seconds between heartbeats of a service.</summary>
    public int ReportInterval { get; init; } = 10;

    /// <summary><c>service_down_time</c>: seconds without heartbeat after which a service counts as down.</summary>
    public int ServiceDownTime { get; init; } = 60;

    /// <summary><c>update_resources_interval</c>: seconds between resource audits of a compute; 0 = 60, negative = never.</summary>
    public int UpdateResourcesInterval { get; init; }

    /// <summary>
    /// <c>scheduler_instance_sync_interval</c>: seconds between full lists of servers sent to schedulers; negative = never.
    /// </summary>
    public int SchedulerInstanceSyncInterval { get; init; } = 120;

    /// <summary><c>sync_power_state_interval</c>: seconds between comparisons of power states; negative = never.</summary>
    public int SyncPowerStateInterval { get; init; } = 600;

    /// <summary><c>instance_build_timeout</c>: seconds after which a build counts as failed; 0 = never.</summary>
    public int InstanceBuildTimeout { get; init; }

    /// <summary><c>max_concurrent_builds</c>: builds at once on a compute; 0 = no limit.</summary>
    public int MaxConcurrentBuilds { get; init; } = 10;

    /// <summary><c>max_concurrent_live_migrations</c>: outgoing live migrations at once on a compute; 0 = no limit.</summary>
    public int MaxConcurrentLiveMigrations { get; init; } = 1;

    /// <summary><c>migrate_max_retries</c>: further hosts a live migration may try; -1 = all.</summary>
    public int MigrateMaxRetries { get; init; } = -1;

    /// <summary><c>resize_confirm_window</c>: seconds after which a resize is confirmed; 0 = never.</summary>
    public int ResizeConfirmWindow { get; init; }

    /// <summary><c>shelved_offload_time</c>: seconds a shelved server stays on its host; negative = for ever.</summary>
    public int ShelvedOffloadTime { get; init; }

    /// <summary><c>shelved_poll_interval</c>: seconds between looks for servers to offload.</summary>
    public int ShelvedPollInterval { get; init; } = 3600;

    /// <summary><c>reclaim_instance_interval</c>: seconds a deleted server can be restored; 0 = not at all.</summary>
    public int ReclaimInstanceInterval { get; init; }

    /// <summary><c>running_deleted_instance_action</c>: what happens to guests that should not run: reap, log, shutdown or noop.</summary>
    public string RunningDeletedInstanceAction { get; init; } = "reap";

    /// <summary><c>running_deleted_instance_poll_interval</c>: seconds between looks for such guests.</summary>
    public int RunningDeletedInstancePollInterval { get; init; } = 1800;

    /// <summary><c>running_deleted_instance_timeout</c>: seconds such guests are left alone.</summary>
    public int RunningDeletedInstanceTimeout { get; init; }

    /// <summary><c>resume_guests_state_on_host_boot</c>: start guests again when their host comes back.</summary>
    public bool ResumeGuestsStateOnHostBoot { get; init; }

    /// <summary><c>vif_plugging_is_fatal</c>: a missing network event fails the build.</summary>
    public bool VifPluggingIsFatal { get; init; } = true;

    /// <summary><c>vif_plugging_timeout</c>: seconds to wait for network events; 0 = do not wait.</summary>
    public int VifPluggingTimeout { get; init; } = 300;

    /// <summary><c>manager_shutdown_timeout</c>: seconds a stopping service waits for its tasks (from 33).</summary>
    public int ManagerShutdownTimeout { get; init; } = 160;

    internal static LifecycleOptions Read(OptionReader reader) => new()
    {
        ReportInterval = reader.Integer("DEFAULT", "report_interval"),
        ServiceDownTime = reader.Integer("DEFAULT", "service_down_time"),
        UpdateResourcesInterval = reader.Integer("DEFAULT", "update_resources_interval"),
        SchedulerInstanceSyncInterval = reader.Integer("DEFAULT", "scheduler_instance_sync_interval"),
        SyncPowerStateInterval = reader.Integer("DEFAULT", "sync_power_state_interval"),
        InstanceBuildTimeout = reader.Integer("DEFAULT", "instance_build_timeout"),
        MaxConcurrentBuilds = reader.Integer("DEFAULT", "max_concurrent_builds"),
        MaxConcurrentLiveMigrations = reader.Integer("DEFAULT", "max_concurrent_live_migrations"),
        MigrateMaxRetries = reader.Integer("DEFAULT", "migrate_max_retries"),
        ResizeConfirmWindow = reader.Integer("DEFAULT", "resize_confirm_window"),
        ShelvedOffloadTime = reader.Integer("DEFAULT", "shelved_offload_time"),
        ShelvedPollInterval = reader.Integer("DEFAULT", "shelved_poll_interval"),
        ReclaimInstanceInterval = reader.Integer("DEFAULT", "reclaim_instance_interval"),
        RunningDeletedInstanceAction = reader.Text("DEFAULT", "running_deleted_instance_action")!,
        RunningDeletedInstancePollInterval = reader.Integer("DEFAULT", "running_deleted_instance_poll_interval"),
        RunningDeletedInstanceTimeout = reader.Integer("DEFAULT", "running_deleted_instance_timeout"),
        ResumeGuestsStateOnHostBoot = reader.Boolean("DEFAULT", "resume_guests_state_on_host_boot"),
        VifPluggingIsFatal = reader.Boolean("DEFAULT", "vif_plugging_is_fatal"),
        VifPluggingTimeout = reader.Integer("DEFAULT", "vif_plugging_timeout"),
        ManagerShutdownTimeout = reader.Integer("DEFAULT", "manager_shutdown_timeout"),
    };
}
