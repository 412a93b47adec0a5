namespace Simulator.Kernel;

/// <summary>A fault on its way to a process. Nobody else sees it, so it needs no listeners: the schedule hands it to the process itself.</summary>
internal sealed class Interruption : Event
{
    public Interruption(Process target, object? cause)
        : base(target.Environment)
    {
        Target = target;
        SetOutcome(cause);
        Flags = EventFlags.Triggered | EventFlags.Processed;
    }

    public Process Target { get; }
}
