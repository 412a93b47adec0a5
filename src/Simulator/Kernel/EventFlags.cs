namespace Simulator.Kernel;

/// <summary>Where an event stands in its life.</summary>
[Flags]
internal enum EventFlags
{
    None = 0,
    Triggered = 1,
    Processed = 2,
    Ok = 4,

    /// <summary>A timeout of a sleep: its process alone can see it and uses it again.</summary>
    Pooled = 8,

    /// <summary>A timeout that was withdrawn.</summary>
    Cancelled = 16,

    /// <summary>A process that has not taken its first step.</summary>
    NotStarted = 32,

    /// <summary>A request that gave up its place or was taken off its resource.</summary>
    Closed = 64,

    /// <summary>A condition, which notes its fired members when it happens.</summary>
    Condition = 128,

    /// <summary>A process that waits for the event its generator yielded, or a pooled timeout whose process waits for it.</summary>
    Waiting = 256,

    /// <summary>A pooled timeout on the schedule that its process has not yielded yet.</summary>
    Armed = Triggered | Ok | Pooled,

    /// <summary>A pooled timeout on the schedule that its process waits for.</summary>
    Slept = Armed | Waiting,

    /// <summary>A pooled timeout whose process may use it again.</summary>
    Idle = Processed | Pooled,
}
