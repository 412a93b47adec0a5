namespace Simulator.Kernel;

/// <summary>Where an event stands in its life.</summary>
[Flags]
internal enum EventFlags
{
    None = 0,
    Triggered = 1,
    Processed = 2,
    Ok = 4,

    /// <summary>A timeout that goes back to the pool once its process has been resumed.</summary>
    Pooled = 8,

    /// <summary>A timeout that was withdrawn.</summary>
    Cancelled = 16,

    /// <summary>A process that has not taken its first step.</summary>
    NotStarted = 32,

    /// <summary>A request that gave up its place or was taken off its resource.</summary>
    Closed = 64,

    /// <summary>A condition, which notes its fired members when it happens.</summary>
    Condition = 128,
}
