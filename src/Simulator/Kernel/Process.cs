using System.Runtime.CompilerServices;

namespace Simulator.Kernel;

/// <summary>
/// A running generator of events, itself an event that happens when the generator ends.
/// </summary>
/// <remarks>
/// A fault (an interruption, or a failed event that was waited for) resumes the process with <see cref="Event.IsOk"/> false and the cause
/// in <see cref="Event.Value"/>. The model must call <see cref="HandleFault"/> before its next yield.
/// </remarks>
public sealed class Process : Event
{
    private static readonly Action<object?> DeliverInterruption = static state =>
    {
        Interruption interruption = Unsafe.As<Interruption>(state!);
        interruption.Target.Deliver(interruption);
    };

    private readonly IEnumerator<Event> generator;
    private string? name;

    // The timeout of the last sleep, kept for the next one: closer than the simulation's pool, and bound to this process already.
    private Timeout? own;

    /// <summary>Starts a process at the current instant.</summary>
    /// <param name="environment">The simulation.</param>
    /// <param name="generator">The method that yields the events to wait for.</param>
    /// <param name="priority">Rank of the first step among the events of the instant; lower goes first.</param>
    public Process(Simulation environment, IEnumerable<Event> generator, int priority = 0)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(generator);
        this.generator = generator.GetEnumerator();
        Flags = EventFlags.Ok | EventFlags.NotStarted;
        Handle = environment.Enqueue(0, priority, Simulation.StartProcess, this);
    }

    /// <summary>The event the process waits for; null before its first step and after its end.</summary>
    public Event? Target => (Flags & EventFlags.Waiting) != 0 ? generator.Current : null;

    /// <summary>The name given with <see cref="WithName"/>, else that of the generator method.</summary>
    internal string Name => name ?? Failures.NameOf(generator);

    /// <summary>Gives the process a name for error messages.</summary>
    /// <returns>The process itself.</returns>
    public Process WithName(string name)
    {
        this.name = name;
        return this;
    }

    /// <summary>
    /// Resumes the process with a fault at the current instant. It leaves its target at once; the target itself is not affected.
    /// A process that has not taken its first step takes it before the fault arrives.
    /// </summary>
    /// <param name="cause">What the process reads from its <see cref="Event.Value"/>.</param>
    /// <param name="priority">Rank among the events of the instant; lower goes first.</param>
    /// <exception cref="InvalidOperationException">The process has ended, or interrupts itself.</exception>
    public void Interrupt(object? cause = null, int priority = 0)
    {
        if (IsTriggered)
        {
            throw new InvalidOperationException($"The process {Name} has ended and cannot be interrupted.");
        }

        if (Environment.ActiveProcess == this)
        {
            throw new InvalidOperationException($"The process {Name} cannot interrupt itself.");
        }

        Environment.Enqueue(0, priority, DeliverInterruption, new Interruption(this, cause));
        LeaveTarget();
    }

    /// <summary>Acknowledges a fault.</summary>
    /// <returns>True once for each fault; false if there was none.</returns>
    public bool HandleFault()
    {
        if (IsOk)
        {
            return false;
        }

        IsOk = true;
        return true;
    }

    /// <summary>The timeout for the next sleep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Timeout NextSleep() => own is { IsIdle: true } timeout ? timeout : own = Environment.TakeTimeout(this);

    /// <summary>Puts the timeout of a sleep that is over into the pool, unless it is kept for the next one.</summary>
    internal void KeepOrRecycle(Timeout timeout)
    {
        if (!ReferenceEquals(own, timeout))
        {
            Environment.Recycle(timeout);
        }
    }

    /// <summary>Takes the first step.</summary>
    internal void Start()
    {
        Flags &= ~EventFlags.NotStarted;
        Handle = 0;
        Resume(this);
    }

    /// <summary>Continues after the event that was waited for.</summary>
    internal void Resume(Event @event)
    {
        Simulation environment = Environment;
        environment.Enter(this);
        if (!@event.IsOk)
        {
            Advance(@event);
        }
        else if (!generator.MoveNext())
        {
            End(@event);
        }
        else if (!IsTriggered)
        {
            // The usual case, which Advance would treat alike.
            Event? target = generator.Current;
            if (target is { IsProcessed: false })
            {
                WaitFor(target);
            }
            else
            {
                Advance(target);
            }
        }

        environment.Leave();
    }

    // Runs the generator until it yields an event that has not happened, or ends.
    private void Advance(Event? @event)
    {
        while (true)
        {
            if (@event is null)
            {
                throw new InvalidOperationException("The process yielded null instead of an event.");
            }

            bool faulted = !@event.IsOk;
            if (faulted)
            {
                IsOk = false;
                Value = @event.Value;
            }

            if (!generator.MoveNext())
            {
                End(@event);
                return;
            }

            if (IsTriggered)
            {
                // The generator ended its process itself, through Succeed or Fail.
                return;
            }

            if (faulted && !IsOk)
            {
                throw new InvalidOperationException("The process ignored a fault: call HandleFault() before the next yield.");
            }

            Event? target = generator.Current;
            if (target is { IsProcessed: false })
            {
                WaitFor(target);
                return;
            }

            @event = target;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WaitFor(Event target)
    {
        target.Await(this);
        Flags |= EventFlags.Waiting;
    }

    private void End(Event last)
    {
        generator.Dispose();
        Flags &= ~EventFlags.Waiting;
        if (own is { IsIdle: true } unused)
        {
            own = null;
            Environment.Recycle(unused);
        }

        if (IsTriggered)
        {
            return;
        }

        object? value = last == this ? null : last.Value;
        if (IsOk)
        {
            Succeed(value);
        }
        else
        {
            Fail(value);
        }
    }

    private void Deliver(Interruption interruption)
    {
        if ((Flags & EventFlags.NotStarted) != 0)
        {
            Environment.Withdraw(Handle, this);
            Start();
        }

        if (IsTriggered)
        {
            return;
        }

        LeaveTarget();
        Resume(interruption);
    }

    private void LeaveTarget()
    {
        Event? target = Target;
        if (target is null)
        {
            return;
        }

        Flags &= ~EventFlags.Waiting;
        if (target is Timeout { IsPooled: true } sleep)
        {
            // Nobody else can see it, so it need not happen.
            if (!sleep.IsIdle)
            {
                sleep.BreakOff();
                KeepOrRecycle(sleep);
            }
        }
        else
        {
            target.Unlisten(this);
        }
    }
}
