namespace Simulator.Kernel;

/// <content>Running the schedule.</content>
public partial class Simulation
{
    private volatile bool stopRequested;
    private bool stopReached;
    private Event? stopAt;

    /// <summary>Raised when a run begins.</summary>
    public event EventHandler? RunStarted;

    /// <summary>Raised when a run ends, other than by an exception.</summary>
    public event EventHandler? RunFinished;

    /// <summary>Runs a number of steps, or until nothing is scheduled.</summary>
    /// <param name="until">Steps from now; null for no limit.</param>
    public virtual object? RunD(double? until = null) => until is null ? Run() : Run(ToTimeSpan(until.Value));

    /// <summary>Runs for a duration.</summary>
    public virtual object? Run(TimeSpan span) => Run(Now + span);

    /// <summary>Runs until just before the other events of an instant; the clock then stands there.</summary>
    /// <exception cref="InvalidOperationException">The date is not in the future.</exception>
    public virtual object? Run(DateTime until)
    {
        long limit = (until - StartDate).Ticks;
        if (limit <= now)
        {
            throw new InvalidOperationException("The end of a run must lie in the future.");
        }

        RunStarted?.Invoke(this, EventArgs.Empty);
        stopRequested = false;
        stopReached = false;
        stopAt = null;
        RunUntil(limit);
        if (!stopRequested)
        {
            now = limit;
            queue.AdvanceTo(limit);
        }

        RunFinished?.Invoke(this, EventArgs.Empty);
        return null;
    }

    /// <summary>Runs until an event is processed, or (without one) until nothing is scheduled.</summary>
    /// <returns>The event's value.</returns>
    /// <exception cref="InvalidOperationException">Nothing is scheduled any more, but the event has not happened.</exception>
    /// <exception cref="ProcessFailedException">A process threw, or an event failed that nobody handles.</exception>
    public virtual object? Run(Event? stopEvent = null)
    {
        stopRequested = false;
        stopReached = false;
        stopAt = stopEvent;
        if (stopEvent is not null)
        {
            if (stopEvent.IsProcessed)
            {
                return stopEvent.Value;
            }

            stopEvent.AddCallback(StopSimulation);
        }

        RunStarted?.Invoke(this, EventArgs.Empty);
        RunUntil(long.MaxValue);
        RunFinished?.Invoke(this, EventArgs.Empty);
        if (stopEvent is not null && !stopRequested && !stopEvent.IsTriggered)
        {
            throw new InvalidOperationException("Nothing is scheduled any more, but the event to run to has not happened.");
        }

        return stopEvent?.Value;
    }

    /// <summary>Asks the run to stop before its next event; may be called from another thread.</summary>
    public virtual void StopAsync() => stopRequested = true;

    /// <summary>Processes one event.</summary>
    /// <exception cref="EmptyScheduleException">Nothing is scheduled.</exception>
    public virtual void Step()
    {
        try
        {
            object? ahead = null;
            if (!TryStep(long.MaxValue, ref ahead))
            {
                throw new EmptyScheduleException();
            }
        }
        catch (Exception exception) when (ActiveProcess is not null)
        {
            throw Wrap(exception);
        }
    }

    /// <summary>The date of the next event; <see cref="DateTime.MaxValue"/> if there is none.</summary>
    public virtual DateTime Peek() => ScheduledEvents == 0 ? DateTime.MaxValue : StartDate.AddTicks(NextTime());

    /// <summary>The time of the next event in steps; <see cref="double.MaxValue"/> if there is none.</summary>
    public virtual double PeekD() =>
        ScheduledEvents == 0 ? double.MaxValue : new TimeSpan(NextTime()).TotalSeconds / stepSeconds;

    private long NextTime() => ring.Live > 0 || !queue.EnsureFront() ? now : queue.FrontTime;

    // An event that an earlier, broken-off run was to stop at does not stop this one.
    private void StopSimulation(Event @event) => stopReached |= ReferenceEquals(@event, stopAt);

    private void RunUntil(long limit)
    {
        try
        {
            while (RunSome(limit))
            {
            }
        }
        catch (Exception exception) when (ActiveProcess is not null)
        {
            throw Wrap(exception);
        }
    }

    // Not the whole run in one call: the just-in-time compiler optimises a method best once it was called often.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private bool RunSome(long limit)
    {
        object? ahead = null;
        for (uint left = 256; left != 0; left = unchecked(left - 1))
        {
            if (stopReached || stopRequested || !TryStep(limit, ref ahead))
            {
                return false;
            }
        }

        return true;
    }

    // Processes the next event before the limit; false if there is none.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private bool TryStep(long limit, ref object? ahead)
    {
        Action<object?>? callback;
        object? state;
        while (true)
        {
            if (!ring.IsEmpty && !queue.FrontPrecedes(now, ring.FrontOrder))
            {
                if (ring.Take(out callback, out state))
                {
                    break;
                }
            }
            else
            {
                long time = queue.TakeBefore(limit, ref ahead, out callback, out state);
                if (time < 0)
                {
                    return false;
                }

                now = time;
                break;
            }
        }

        unchecked
        {
            ProcessedEvents++;
        }

        if (callback is null)
        {
            System.Runtime.CompilerServices.Unsafe.As<Event>(state!).Fire();
        }
        else
        {
            callback(state);
        }

        return true;
    }

    private ProcessFailedException Wrap(Exception exception)
    {
        string name = ActiveProcess!.Name;
        ActiveProcess = null;
        return new ProcessFailedException(name, Now, exception.Message, exception);
    }
}
