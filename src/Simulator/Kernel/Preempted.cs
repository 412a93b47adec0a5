namespace Simulator.Kernel;

/// <summary>Cause of the interruption of a process whose place was taken away.</summary>
/// <param name="by">The process that took the place.</param>
/// <param name="usageSince">When the victim had been granted the place.</param>
public sealed class Preempted(Process? by, DateTime usageSince)
{
    /// <summary>The process that took the place; null if it was claimed outside of processes.</summary>
    public Process? By { get; } = by;

    /// <summary>When the victim had been granted the place.</summary>
    public DateTime UsageSince { get; } = usageSince;
}
