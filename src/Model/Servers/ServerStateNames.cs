namespace Model.Servers;

/// <summary>Names of states as Nova writes them.</summary>
public static class ServerStateNames
{
    /// <summary>Nova's word, for example <c>shelved_offloaded</c>.</summary>
    public static string ToName(this VmState state) => state switch
    {
        VmState.Building => "building",
        VmState.Active => "active",
        VmState.Stopped => "stopped",
        VmState.Paused => "paused",
        VmState.Suspended => "suspended",
        VmState.Resized => "resized",
        VmState.Shelved => "shelved",
        VmState.ShelvedOffloaded => "shelved_offloaded",
        VmState.Error => "error",
        _ => "deleted",
    };

    /// <summary>Nova's word, for example <c>resize_prep</c>; null for none.</summary>
    public static string? ToName(this TaskState state) => state switch
    {
        TaskState.None => null,
        TaskState.Scheduling => "scheduling",
        TaskState.Networking => "networking",
        TaskState.Spawning => "spawning",
        TaskState.ResizePrep => "resize_prep",
        TaskState.ResizeMigrating => "resize_migrating",
        TaskState.ResizeMigrated => "resize_migrated",
        TaskState.ResizeFinish => "resize_finish",
        TaskState.ResizeReverting => "resize_reverting",
        TaskState.Migrating => "migrating",
        TaskState.Rebuilding => "rebuilding",
        TaskState.RebuildSpawning => "rebuild_spawning",
        TaskState.Shelving => "shelving",
        TaskState.ShelvingOffloading => "shelving_offloading",
        TaskState.Unshelving => "unshelving",
        TaskState.PoweringOn => "powering-on",
        TaskState.PoweringOff => "powering-off",
        TaskState.Pausing => "pausing",
        TaskState.Unpausing => "unpausing",
        TaskState.Suspending => "suspending",
        TaskState.Resuming => "resuming",
        _ => "deleting",
    };

    /// <summary>The status that the API shows for a server (<c>nova/api/openstack/common.py</c>).</summary>
    public static string ToApiStatus(VmState state, TaskState task) => state switch
    {
        VmState.Building => "BUILD",
        VmState.Active or VmState.Stopped or VmState.Error when task is TaskState.Rebuilding or TaskState.RebuildSpawning => "REBUILD",
        VmState.Active or VmState.Stopped when IsResizing(task) => "RESIZE",
        VmState.Active when task == TaskState.Migrating => "MIGRATING",
        VmState.Active => "ACTIVE",
        VmState.Stopped => "SHUTOFF",
        VmState.Paused when task == TaskState.Migrating => "MIGRATING",
        VmState.Paused => "PAUSED",
        VmState.Suspended => "SUSPENDED",
        VmState.Resized => task == TaskState.ResizeReverting ? "REVERT_RESIZE" : "VERIFY_RESIZE",
        VmState.Shelved => "SHELVED",
        VmState.ShelvedOffloaded => "SHELVED_OFFLOADED",
        VmState.Error => "ERROR",
        _ => "DELETED",
    };

    /// <summary>The name of a kind of migration, for example <c>live-migration</c>.</summary>
    public static string ToName(this MigrationType type) => type switch
    {
        MigrationType.Migration => "migration",
        MigrationType.Resize => "resize",
        MigrationType.LiveMigration => "live-migration",
        _ => "evacuation",
    };

    /// <summary>The name of a migration's status, for example <c>pre-migrating</c>.</summary>
    public static string ToName(this MigrationStatus status) => status switch
    {
        MigrationStatus.PreMigrating => "pre-migrating",
        MigrationStatus.PostMigrating => "post-migrating",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static bool IsResizing(TaskState task) =>
        task is TaskState.ResizePrep or TaskState.ResizeMigrating or TaskState.ResizeMigrated or TaskState.ResizeFinish;
}
