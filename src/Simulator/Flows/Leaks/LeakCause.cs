namespace Simulator.Flows.Leaks;

/// <summary>Why Nova leaves something behind: what its services do when a flow breaks, or what they never do.</summary>
internal enum LeakCause
{
    /// <summary>A move in status error keeps the other host's devices until the server is deleted.</summary>
    ErrorMigration,

    /// <summary>A live migration that was refused or failed keeps the destination's devices until that host's next audit.</summary>
    FailedLiveMigration,

    /// <summary>A failed rebuild deletes the whole allocation, and nothing brings it back.</summary>
    FailedRebuild,

    /// <summary>An evacuated server keeps its devices and its allocation on the dead host until that host's service starts.</summary>
    EvacuatedSource,

    /// <summary>A move's claim takes other devices than the scheduler's candidate; Placement holds both.</summary>
    CandidateBesidesClaim,

    /// <summary>A live-migrated server's devices are still claimed, or were never taken.</summary>
    LiveMigrationClaims,

    /// <summary>A call to a service that does not run was lost; nobody goes on, and nobody cleans up.</summary>
    LostCall,

    /// <summary>A service that stopped cut an operation off, or mended the server when it came back.</summary>
    CutOff,

    /// <summary>Placement or the tracker refused an update half-way.</summary>
    RefusedUpdate,

    /// <summary>A server was deleted while something else was being done with it.</summary>
    DeletedInFlight,

    /// <summary>Records of a server were deleted while a host's service was down.</summary>
    DeletedWhileDown,

    /// <summary>A PF or its VFs came into the configuration or left it while the others were in use; the pools stay wrong until a restart.</summary>
    ConfusedPools,

    /// <summary>Another device came to an address whose former device the configuration no longer names; it is in no pool until a restart.</summary>
    ExchangedDevice,

    /// <summary>A claim of devices broke half-way; the pools are wrong until the service restarts.</summary>
    BrokenClaim,

    /// <summary>An audit breaks at a server whose record does not fit the host; what comes after it is not counted.</summary>
    BrokenAudit,

    /// <summary>A host started with another device_spec or other devices.</summary>
    ChangedDevices,

    /// <summary>Placement could not be reached when an allocation was to be deleted or moved, and nobody tries again.</summary>
    PlacementAway,

    /// <summary>A device fell off its host's bus, and nova-compute, which looks at its start only, goes on to give it out.</summary>
    MissingDevice,
}
