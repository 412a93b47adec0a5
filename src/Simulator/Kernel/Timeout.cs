namespace Simulator.Kernel;

/// <summary>An event that happens after a delay. It is triggered from the start.</summary>
public sealed class Timeout : Event
{
    /// <summary>Schedules a timeout.</summary>
    /// <param name="environment">The simulation.</param>
    /// <param name="delay">Time until it happens, zero or more.</param>
    /// <param name="value">What listeners may read from <see cref="Event.Value"/>.</param>
    /// <param name="isOk">False for a timeout that fails.</param>
    /// <param name="priority">Rank among the events of the instant; lower goes first.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout(Simulation environment, TimeSpan delay, object? value = null, bool isOk = true, int priority = 0)
        : base(environment)
    {
        SetOutcome(value);
        Flags = isOk ? EventFlags.Triggered | EventFlags.Ok : EventFlags.Triggered;
        Handle = environment.Enqueue(delay.Ticks, priority, null, this);
    }

    /// <summary>Creates a timeout that only a process yields, and that is used again afterwards.</summary>
    internal Timeout(Simulation environment)
        : base(environment)
    {
    }

    /// <summary>Whether the timeout was withdrawn.</summary>
    public bool IsCancelled => (Flags & EventFlags.Cancelled) != 0;

    /// <summary>Whether this is a pooled timeout that its process may use again.</summary>
    internal bool IsIdle => (Flags & EventFlags.Idle) == EventFlags.Idle;

    /// <summary>Puts the timeout into the pool, in front of another.</summary>
    internal void EnterPool(Timeout? next)
    {
        Unbind();
        SetOutcome(next);
    }

    /// <summary>Takes the timeout out of the pool for a process.</summary>
    /// <returns>The timeout that was behind it.</returns>
    internal Timeout? LeavePool(Process sleeper)
    {
        Timeout? next = (Timeout?)GetOutcome();
        SetOutcome(null);
        BindTo(sleeper);
        return next;
    }

    /// <summary>Withdraws the timeout: it leaves the schedule in constant time and will never happen.</summary>
    /// <returns>False if it had already happened or been cancelled.</returns>
    /// <exception cref="InvalidOperationException">A process waits for this timeout alone, and would wait for ever.</exception>
    public bool Cancel()
    {
        if ((Flags & (EventFlags.Processed | EventFlags.Cancelled)) != 0)
        {
            return false;
        }

        if (IsAwaited)
        {
            throw new InvalidOperationException("A process waits for this timeout; interrupt the process instead.");
        }

        return Withdraw();
    }

    /// <summary>Takes the timeout off the schedule, whoever listens.</summary>
    internal bool Withdraw()
    {
        Flags |= EventFlags.Cancelled;
        return Environment.Withdraw(Handle, this);
    }

    /// <summary>Takes an interrupted sleep off the schedule.</summary>
    internal void BreakOff()
    {
        Environment.Withdraw(Handle, this);
        Flags = EventFlags.Triggered | EventFlags.Ok | EventFlags.Idle;
    }

    /// <summary>Schedules a pooled timeout (again).</summary>
    internal void Arm(Simulation environment, long delay)
    {
        Handle = environment.Enqueue(delay, 0, null, this);
        Flags = EventFlags.Armed;
    }
}
