namespace Simulator.Kernel;

/// <summary>An event that happens after a delay. It is triggered from the start.</summary>
public sealed class Timeout : Event
{
    // The process that sleeps, or the next timeout while this one lies in the pool.
    private object? link;

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

    /// <summary>Whether the timeout will be used again once its process was resumed.</summary>
    internal bool IsPooled => (Flags & EventFlags.Pooled) != 0;

    /// <summary>The process that asked for a pooled timeout.</summary>
    internal Process? Sleeper => link as Process;

    /// <summary>Next timeout in the pool.</summary>
    internal Timeout? NextFree
    {
        get => link as Timeout;
        set => link = value;
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

    /// <summary>Schedules a pooled timeout (again).</summary>
    internal void Arm(long delay, Process sleeper)
    {
        if (!ReferenceEquals(link, sleeper))
        {
            link = sleeper;
        }

        Flags = EventFlags.Triggered | EventFlags.Ok | EventFlags.Pooled;
        Handle = Environment.Enqueue(delay, 0, null, this);
    }
}
