namespace Simulator.Metrics;

/// <summary>Where a server is in its life, as the API would show it.</summary>
public enum ServerState
{
    /// <summary>Asked for, not yet running.</summary>
    Build,

    /// <summary>Running.</summary>
    Active,

    /// <summary>Powered off.</summary>
    Stopped,

    /// <summary>Halted, its memory still there.</summary>
    Paused,

    /// <summary>Its memory saved to disk.</summary>
    Suspended,

    /// <summary>Moved or resized and running, while its old resources are still held for a revert.</summary>
    Resized,

    /// <summary>Shelved.</summary>
    Shelved,

    /// <summary>Could not be built, or broke on the way.</summary>
    Error,

    /// <summary>Deleted by its user.</summary>
    Deleted,
}
