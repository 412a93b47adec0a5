namespace Model.Servers;

/// <summary>What is being done with a server (<c>nova/compute/task_states.py</c>); the states that the modelled flows use.</summary>
public enum TaskState
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The conductor looks for a host.</summary>
    Scheduling,

    /// <summary>The compute sets up its network.</summary>
    Networking,

    /// <summary>The hypervisor starts it.</summary>
    Spawning,

    /// <summary>A cold migration or resize looks for a host and claims there.</summary>
    ResizePrep,

    /// <summary>Its disks are sent to the destination.</summary>
    ResizeMigrating,

    /// <summary>Its disks have arrived.</summary>
    ResizeMigrated,

    /// <summary>It is started on the destination.</summary>
    ResizeFinish,

    /// <summary>A resize is taken back.</summary>
    ResizeReverting,

    /// <summary>A live migration goes on.</summary>
    Migrating,

    /// <summary>It is rebuilt or evacuated.</summary>
    Rebuilding,

    /// <summary>The hypervisor starts it after a rebuild.</summary>
    RebuildSpawning,

    /// <summary>It is shelved.</summary>
    Shelving,

    /// <summary>It is taken off its host after having been shelved.</summary>
    ShelvingOffloading,

    /// <summary>It is brought back from the shelf.</summary>
    Unshelving,

    /// <summary>It is powered on.</summary>
    PoweringOn,

    /// <summary>It is powered off.</summary>
    PoweringOff,

    /// <summary>It is paused.</summary>
    Pausing,

    /// <summary>It goes on after having been paused.</summary>
    Unpausing,

    /// <summary>It is suspended.</summary>
    Suspending,

    /// <summary>It goes on after having been suspended.</summary>
    Resuming,

    /// <summary>It is deleted.</summary>
    Deleting,
}
