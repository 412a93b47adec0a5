namespace Simulator.Metrics;

/// <summary>Where a server is in its life, as the API would show it.</summary>
public enum ServerState
{
    /// <summary>Asked for, not yet running.</summary>
    Build,

    /// <summary>Running.</summary>
    Active,

    /// <summary>Could not be built.</summary>
    Error,

    /// <summary>Deleted by its user.</summary>
    Deleted,
}
