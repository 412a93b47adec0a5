namespace Simulator.Migrations;

/// <summary>How a live migration ended.</summary>
public enum MigrationOutcome
{
    /// <summary>By pre-copy, with a pause within the limit or forced.</summary>
    Completed,

    /// <summary>By post-copy.</summary>
    PostCopied,

    /// <summary>Aborted by a request.</summary>
    Aborted,

    /// <summary>Aborted by the completion timeout.</summary>
    TimedOut,

    /// <summary>Broken by a fault, or refused at the start.</summary>
    Failed,
}
