namespace Model.Servers;

/// <summary>How far a move is. Nova keeps it as text and several words mean the same.</summary>
public enum MigrationStatus
{
    /// <summary>Asked for (live migration, evacuation).</summary>
    Accepted,

    /// <summary>Before the destination's claim or with it.</summary>
    PreMigrating,

    /// <summary>The source sends the disks.</summary>
    Migrating,

    /// <summary>The disks are sent.</summary>
    PostMigrating,

    /// <summary>Resized; waits for confirmation.</summary>
    Finished,

    /// <summary>Confirmation asked for.</summary>
    Confirming,

    /// <summary>Confirmed.</summary>
    Confirmed,

    /// <summary>Revert asked for.</summary>
    Reverting,

    /// <summary>Reverted.</summary>
    Reverted,

    /// <summary>A live migration waits for its turn.</summary>
    Queued,

    /// <summary>The destination of a live migration gets ready.</summary>
    Preparing,

    /// <summary>A live migration's data flows.</summary>
    Running,

    /// <summary>A live migration is over, or the source of an evacuation has cleaned up.</summary>
    Completed,

    /// <summary>A live migration was aborted.</summary>
    Cancelled,

    /// <summary>An evacuation has reached its destination.</summary>
    Done,

    /// <summary>It failed and was rolled back.</summary>
    Failed,

    /// <summary>It broke; resources of both hosts stay held for it.</summary>
    Error,
}
