namespace Simulator.Metrics;

/// <summary>Spelling of <see cref="ServerState"/> in result files.</summary>
public static class ServerStates
{
    /// <summary>The name in lower case.</summary>
    public static string ToName(this ServerState state) => state switch
    {
        ServerState.Build => "build",
        ServerState.Active => "active",
        ServerState.Stopped => "stopped",
        ServerState.Paused => "paused",
        ServerState.Suspended => "suspended",
        ServerState.Resized => "resized",
        ServerState.Shelved => "shelved",
        ServerState.Error => "error",
        ServerState.Deleted => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "unknown server state"),
    };
}
