namespace Simulator.Metrics;

/// <summary>What kind of thing happened, for the timeline of a report.</summary>
public enum RunEventKind
{
    /// <summary>A server became active.</summary>
    Started,

    /// <summary>A server was refused for good.</summary>
    Refused,

    /// <summary>A host turned a server down and another one was tried.</summary>
    Retried,

    /// <summary>A server was deleted.</summary>
    Deleted,

    /// <summary>A host, a rack or a service failed, or was back.</summary>
    Failed,

    /// <summary>A server migrated live.</summary>
    MovedLive,

    /// <summary>A server migrated cold or was resized.</summary>
    MovedCold,

    /// <summary>A server was evacuated.</summary>
    Evacuated,

    /// <summary>A server was to move and did not.</summary>
    NotMoved,

    /// <summary>An operator did something.</summary>
    Operated,
}
