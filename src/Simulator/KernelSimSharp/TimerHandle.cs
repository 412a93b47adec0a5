namespace Simulator.KernelSimSharp;

/// <summary>Names one scheduled callback, so that it can be suppressed. The default value names none.</summary>
public readonly record struct TimerHandle
{
    private readonly ScheduledCall? call;

    internal TimerHandle(ScheduledCall call) => this.call = call;

    /// <summary>Suppresses the callback; SimSharp still processes its timeout.</summary>
    /// <returns>False if it was called or suppressed before.</returns>
    public bool Cancel() => call is not null && call.Suppress();
}
