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

    /// <summary>A server moved, or tried to.</summary>
    Moved,

    /// <summary>An operator did something, or something failed.</summary>
    Operated,
}
