using System.Runtime.CompilerServices;

namespace Simulator.Kernel;

/// <summary>
/// Something that happens once, at an instant, with success or failure. Processes wait for it by yielding it.
/// </summary>
/// <remarks>
/// An event is alive until it is triggered (it then lies in the schedule) and processed once its listeners have been told.
/// A failed event that nobody listens to stops the run.
/// </remarks>
public class Event
{
    // The schedule's handle: positive in the future event list, negative in the ring of the current instant, 0 before scheduling.
    private int handle;
    private EventFlags flags;
    private object? outcome;

    // Null, one Process, one Condition, one Action<Event>, or a ListenerList of these.
    // Of a pooled timeout always the process that sleeps, which listens only while the flag Waiting is set.
    private object? listeners;

    /// <summary>Creates an event that is not yet triggered.</summary>
    /// <param name="environment">The simulation the event belongs to.</param>
    public Event(Simulation environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
    }

    /// <summary>The value given on triggering, or the cause of a failure.</summary>
    public object? Value
    {
        get => ReferenceEquals(outcome, this) ? ((Condition)this).BuildValues() : outcome;
        protected set => outcome = value;
    }

    /// <summary>Whether the event succeeded; meaningful once it is triggered.</summary>
    public bool IsOk
    {
        get => (flags & EventFlags.Ok) != 0;
        protected set => Set(EventFlags.Ok, value);
    }

    /// <summary>Whether the event is neither triggered nor processed.</summary>
    public bool IsAlive => (flags & (EventFlags.Triggered | EventFlags.Processed)) == 0;

    /// <summary>Whether the listeners have been told.</summary>
    public bool IsProcessed
    {
        get => (flags & EventFlags.Processed) != 0;
        protected set => Set(EventFlags.Processed, value);
    }

    /// <summary>Whether the event is scheduled or has happened.</summary>
    public bool IsTriggered
    {
        get => (flags & EventFlags.Triggered) != 0;
        protected set => Set(EventFlags.Triggered, value);
    }

    /// <summary>The simulation the event belongs to.</summary>
    protected internal Simulation Environment { get; }

    internal bool HasListeners => listeners is not null && (flags & (EventFlags.Pooled | EventFlags.Waiting)) != EventFlags.Pooled;

    /// <summary>Whether a process waits for this event itself (not for a condition over it).</summary>
    internal bool IsAwaited => HasListeners && (listeners is Process || (listeners is ListenerList list && list.HasProcess));

    /// <summary>Whether this is the timeout of a sleep that nobody but its process can see.</summary>
    internal bool IsPooled => (flags & EventFlags.Pooled) != 0;

    private protected EventFlags Flags
    {
        get => flags;
        set => flags = value;
    }

    private protected int Handle
    {
        get => handle;
        set => handle = value;
    }

    /// <summary>Waits for both events.</summary>
    public static Condition operator &(Event event1, Event event2)
    {
        ArgumentNullException.ThrowIfNull(event1);
        return new AllOf(event1.Environment, event1, event2);
    }

    /// <summary>Waits for the first of two events.</summary>
    public static Condition operator |(Event event1, Event event2)
    {
        ArgumentNullException.ThrowIfNull(event1);
        return new AnyOf(event1.Environment, event1, event2);
    }

    /// <summary>Triggers this event with another event's outcome and value.</summary>
    /// <exception cref="InvalidOperationException">The event was already triggered.</exception>
    public virtual void Trigger(Event @event, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        TriggerWith(@event.IsOk, @event.Value, priority);
    }

    /// <summary>Triggers the event with success, at the current instant.</summary>
    /// <param name="value">What listeners may read from <see cref="Value"/>.</param>
    /// <param name="priority">Rank among the events of the instant; lower goes first.</param>
    /// <exception cref="InvalidOperationException">The event was already triggered.</exception>
    public virtual void Succeed(object? value = null, int priority = 0) => TriggerWith(ok: true, value, priority);

    /// <summary>Triggers the event with failure, at the current instant.</summary>
    /// <param name="value">The cause; listeners read it from <see cref="Value"/>.</param>
    /// <param name="priority">Rank among the events of the instant; lower goes first.</param>
    /// <exception cref="InvalidOperationException">The event was already triggered.</exception>
    public virtual void Fail(object? value = null, int priority = 0) => TriggerWith(ok: false, value, priority);

    /// <summary>Calls back when the event is processed, after the callbacks added before.</summary>
    /// <exception cref="InvalidOperationException">The event was already processed.</exception>
    public virtual void AddCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Listen(callback);
    }

    /// <summary>Adds several callbacks in their order.</summary>
    /// <exception cref="InvalidOperationException">The event was already processed.</exception>
    public virtual void AddCallbacks(IEnumerable<Action<Event>> callbacks)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        foreach (Action<Event> callback in callbacks)
        {
            AddCallback(callback);
        }
    }

    /// <summary>Takes back a callback; does nothing if it was never added.</summary>
    /// <exception cref="InvalidOperationException">The event was already processed.</exception>
    public virtual void RemoveCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfProcessed();
        Unlisten(callback);
    }

    /// <summary>Adds a listener: a process, a condition or a callback.</summary>
    internal void Listen(object listener)
    {
        if ((flags & (EventFlags.Processed | EventFlags.Cancelled)) != 0)
        {
            ThrowIfProcessed();
        }

        if ((flags & EventFlags.Pooled) != 0)
        {
            BecomeOrdinary();
        }

        if (listeners is null)
        {
            listeners = listener;
        }
        else if (listeners is ListenerList list)
        {
            list.Add(listener);
        }
        else
        {
            listeners = new ListenerList(listeners, listener);
        }
    }

    /// <summary>Lets a process be the listener; the usual case of a yield, which keeps a pooled timeout recyclable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Await(Process process)
    {
        if (flags == EventFlags.Armed && ReferenceEquals(listeners, process))
        {
            flags = EventFlags.Slept;
        }
        else if (listeners is null && (flags & (EventFlags.Processed | EventFlags.Cancelled)) == 0)
        {
            listeners = process;
        }
        else
        {
            AwaitOther(process);
        }
    }

    /// <summary>Takes a listener away, also while the listeners are being told.</summary>
    internal void Unlisten(object listener)
    {
        if (listeners is ListenerList list)
        {
            list.Remove(listener, (flags & EventFlags.Processed) != 0);
        }
        else if (listeners is not null && listeners.Equals(listener))
        {
            listeners = null;
        }
    }

    /// <summary>Marks the event as having happened and tells its listeners. Called by the schedule.</summary>
    internal void Fire()
    {
        if (flags == EventFlags.Slept)
        {
            flags = EventFlags.Triggered | EventFlags.Ok | EventFlags.Idle;
            Process sleeper = Unsafe.As<Process>(listeners!);
            sleeper.Resume(this);
            if ((flags & EventFlags.Idle) == EventFlags.Idle)
            {
                sleeper.KeepOrRecycle(Unsafe.As<Timeout>(this));
            }

            return;
        }

        if ((flags & (EventFlags.Processed | EventFlags.Condition | EventFlags.Pooled)) != 0)
        {
            BeforeFiring();
        }

        flags |= EventFlags.Processed;
        object? told = listeners;
        if (told is Process process)
        {
            listeners = null;
            process.Resume(this);
        }
        else
        {
            FireOther(told);
        }
    }

    /// <summary>Makes a timeout of the pool the one that a process uses for its next sleep.</summary>
    private protected void BindTo(Process sleeper)
    {
        listeners = sleeper;
        flags = EventFlags.Idle;
    }

    /// <summary>Lets go of the process, so that a timeout in the pool does not keep it in memory.</summary>
    private protected void Unbind()
    {
        listeners = null;
        flags = EventFlags.None;
    }

    private protected object? GetOutcome() => outcome;

    private protected void SetOutcome(object? value) => outcome = value;

    private void BeforeFiring()
    {
        if ((flags & EventFlags.Processed) != 0)
        {
            throw new InvalidOperationException("The event has already been processed.");
        }

        if ((flags & EventFlags.Pooled) != 0)
        {
            BecomeOrdinary();
        }
        else
        {
            ((Condition)this).CollectFired();
        }
    }

    private void AwaitOther(Process process)
    {
        if ((flags & EventFlags.Pooled) != 0 && !ReferenceEquals(listeners, process))
        {
            throw new InvalidOperationException("Only the process that called Sleep may wait for it; use Timeout for a shared one.");
        }

        Listen(process);
    }

    // A pooled timeout that somebody else gets to see, or that its process did not wait for, is not used again.
    private void BecomeOrdinary()
    {
        if ((flags & EventFlags.Waiting) == 0)
        {
            listeners = null;
        }

        flags &= ~(EventFlags.Pooled | EventFlags.Waiting);
    }

    private void FireOther(object? told)
    {
        if (told is null)
        {
            if ((flags & EventFlags.Ok) == 0)
            {
                throw Failures.Unhandled(this);
            }

            return;
        }

        if (told is ListenerList list)
        {
            list.Tell(this);
        }
        else
        {
            ListenerList.Tell(told, this);
        }

        listeners = null;
    }

    private void TriggerWith(bool ok, object? value, int priority)
    {
        if ((flags & EventFlags.Triggered) != 0)
        {
            throw new InvalidOperationException("The event has already been triggered.");
        }

        outcome = value;
        flags |= ok ? EventFlags.Triggered | EventFlags.Ok : EventFlags.Triggered;
        if (!ok)
        {
            flags &= ~EventFlags.Ok;
        }

        handle = Environment.Enqueue(0, priority, null, this);
    }

    private void ThrowIfProcessed()
    {
        if ((flags & EventFlags.Cancelled) != 0)
        {
            throw new InvalidOperationException("The timeout was cancelled; it will never happen.");
        }

        if ((flags & EventFlags.Processed) != 0)
        {
            throw new InvalidOperationException("The event is already processed.");
        }
    }

    private void Set(EventFlags flag, bool on) => flags = on ? flags | flag : flags & ~flag;
}
