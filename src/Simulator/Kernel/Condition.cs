using System.Collections.Specialized;

namespace Simulator.Kernel;

/// <summary>An event that happens when enough of its members have happened, or fails with the first member that fails before.</summary>
/// <remarks>Once triggered, a condition no longer listens to its members: one that fails later is nobody's, and stops the run.</remarks>
public abstract class Condition : Event
{
    private readonly Event[] members;
    private int fired;

    // The members that had happened when the condition was processed: null, an event, or a list of events.
    private object? happened;

    /// <summary>Creates a condition over some events of one simulation.</summary>
    /// <exception cref="ArgumentException">An event belongs to another simulation.</exception>
    protected Condition(Simulation environment, params Event[] events)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(events);
        members = events;
        Flags |= EventFlags.Condition;
        Watch();
    }

    /// <summary>Creates a condition over some events of one simulation.</summary>
    /// <exception cref="ArgumentException">An event belongs to another simulation.</exception>
    protected Condition(Simulation environment, IEnumerable<Event> events)
        : this(environment, [.. events])
    {
    }

    /// <summary>The members that had happened when the condition was processed, in their order, with their values.</summary>
    public new OrderedDictionary Value => (OrderedDictionary?)base.Value ?? [];

    /// <summary>The members, in their order.</summary>
    protected IReadOnlyList<Event> Events => members;

    /// <summary>Number of members that have happened.</summary>
    protected int FiredCount => fired;

    /// <summary>
    /// Cancels the timeouts among the members that have not happened and that nobody else listens to, so that they neither keep the
    /// run going nor fill the schedule. Call it after the condition happened.
    /// </summary>
    public void WithdrawLosers()
    {
        foreach (Event member in members)
        {
            if (member is Timeout { IsProcessed: false, HasListeners: false } timeout)
            {
                timeout.Cancel();
            }
            else if (member is Condition nested && nested != this)
            {
                nested.Close();
                nested.WithdrawLosers();
            }
        }
    }

    /// <summary>Whether enough members have happened.</summary>
    protected abstract bool Evaluate();

    internal void OnMember(Event member)
    {
        if (IsTriggered)
        {
            return;
        }

        fired++;
        if (!member.IsOk)
        {
            Fail(member.Value);
            Detach();
        }
        else if (Evaluate())
        {
            Succeed();
            Detach();
        }
    }

    /// <summary>Notes which members have happened by now. Called when the condition happens, before its listeners.</summary>
    internal void CollectFired()
    {
        if (IsOk)
        {
            Collect(this);

            // The event itself as the outcome says that the dictionary is built when somebody asks.
            SetOutcome(this);
        }
    }

    /// <summary>Makes the dictionary of the members that had happened, once.</summary>
    internal OrderedDictionary BuildValues()
    {
        OrderedDictionary values = [];
        if (happened is Event single)
        {
            values[single] = single.Value;
        }
        else if (happened is List<Event> several)
        {
            foreach (Event member in several)
            {
                values[member] = member.Value;
            }
        }

        happened = null;
        SetOutcome(values);
        return values;
    }

    private void Collect(Condition into)
    {
        foreach (Event member in members)
        {
            if (member is Condition nested)
            {
                nested.Collect(into);
            }
            else if (member.IsProcessed)
            {
                into.Note(member);
            }
        }
    }

    private void Note(Event member)
    {
        if (happened is null)
        {
            happened = member;
        }
        else if (happened is List<Event> several)
        {
            several.Add(member);
        }
        else
        {
            happened = new List<Event> { (Event)happened, member };
        }
    }

    private void Watch()
    {
        foreach (Event member in members)
        {
            ArgumentNullException.ThrowIfNull(member);
            if (member.Environment != Environment)
            {
                throw new ArgumentException("A condition cannot mix events of different simulations.");
            }
        }

        foreach (Event member in members)
        {
            if (IsTriggered)
            {
                break;
            }

            if (member.IsProcessed)
            {
                OnMember(member);
            }
            else
            {
                member.Listen(this);
            }
        }

        if (!IsTriggered && Evaluate())
        {
            Succeed();
        }
    }

    // A nested condition that lost no longer needs its members.
    private void Close()
    {
        if (!IsTriggered && !HasListeners)
        {
            Detach();
        }
    }

    private void Detach()
    {
        foreach (Event member in members)
        {
            if (!member.IsProcessed)
            {
                member.Unlisten(this);
            }
        }
    }
}
