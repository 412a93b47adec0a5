namespace Simulator.Migrations;

/// <summary>What Nova knows of a live migration job.</summary>
public enum MigrationStatus
{
    /// <summary>Not yet handed to libvirt.</summary>
    Pending,

    /// <summary>Nova's <c>running</c>: can be aborted and forced to complete.</summary>
    Running,

    /// <summary>Nova's <c>running (post-copy)</c>: the guest runs on the destination; nothing stops it but a failure.</summary>
    PostCopy,

    /// <summary>The guest runs on the destination alone.</summary>
    Completed,

    /// <summary>Nova's <c>cancelled</c>: aborted by request or by the completion timeout.</summary>
    Cancelled,

    /// <summary>The job broke.</summary>
    Failed,
}
