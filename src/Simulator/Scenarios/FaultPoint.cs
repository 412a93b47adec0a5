namespace Simulator.Scenarios;

/// <summary>A place in a flow where something can break.</summary>
public enum FaultPoint
{
    /// <summary>The hypervisor creates a guest.</summary>
    Spawn,

    /// <summary>The source of a cold migration sends the disks.</summary>
    MigrateDisk,

    /// <summary>The destination of a cold migration starts the guest.</summary>
    FinishMigration,

    /// <summary>The destination of a live migration gets ready.</summary>
    PreLiveMigration,

    /// <summary>The hypervisor attaches an interface.</summary>
    Attach,

    /// <summary>The hypervisor detaches the devices of a guest that is suspended.</summary>
    Suspend,

    /// <summary>The hypervisor's migration job.</summary>
    LiveMigration,
}
