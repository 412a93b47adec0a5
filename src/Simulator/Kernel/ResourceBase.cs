using System.ComponentModel;

namespace Simulator.Kernel;

/// <summary>What the resources have in common. Models name the concrete classes only, which are separate in SimSharp.</summary>
/// <remarks>
/// A place that becomes free is granted by an entry of its own at the same instant, so that a claim made in between takes part.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResourceBase
{
    private static readonly Action<object?> GrantLater = static state =>
    {
        ResourceBase resource = (ResourceBase)state!;
        resource.grantPending = false;
        resource.Grant();
    };

    private WhenList whenAny;
    private WhenList whenFull;
    private WhenList whenEmpty;
    private WhenList whenChange;
    private bool grantPending;

    private protected ResourceBase(Simulation environment, int capacity)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Simulation = environment;
        Capacity = capacity;
    }

    /// <summary>Number of places.</summary>
    public int Capacity { get; }

    /// <summary>Places that are granted.</summary>
    public int InUse { get; private protected set; }

    /// <summary>Free places.</summary>
    public int Remaining => Capacity - InUse;

    /// <summary>Follows the share of places in use.</summary>
    public ITimeSeriesMonitor? Utilization { get; set; }

    /// <summary>Follows the number of users and waiting claims.</summary>
    public ITimeSeriesMonitor? WIP { get; set; }

    /// <summary>Follows the number of waiting claims.</summary>
    public ITimeSeriesMonitor? QueueLength { get; set; }

    /// <summary>Samples the steps from claim to release.</summary>
    public ISampleMonitor? LeadTime { get; set; }

    /// <summary>Samples the steps from claim to grant.</summary>
    public ISampleMonitor? WaitingTime { get; set; }

    /// <summary>Samples the steps from claim to withdrawal of claims that were never granted.</summary>
    public ISampleMonitor? BreakOffTime { get; set; }

    internal Simulation Simulation { get; }

    private protected abstract int Waiting { get; }

    /// <summary>Whether the withdrawal of a waiting claim can let another one be granted.</summary>
    private protected virtual bool WithdrawalMayGrant => false;

    /// <summary>Happens when a place is free; at once if one is.</summary>
    public virtual Event WhenAny()
    {
        Event @event = whenAny.Add(Simulation);
        FireWhenAny();
        return @event;
    }

    /// <summary>Happens when all places are free; at once if they are.</summary>
    public virtual Event WhenFull()
    {
        Event @event = whenFull.Add(Simulation);
        FireWhenFull();
        return @event;
    }

    /// <summary>Happens when no place is free; at once if none is.</summary>
    public virtual Event WhenEmpty()
    {
        Event @event = whenEmpty.Add(Simulation);
        FireWhenEmpty();
        return @event;
    }

    /// <summary>Happens with the next grant or release.</summary>
    public virtual Event WhenChange() => whenChange.Add(Simulation);

    /// <summary>Ends a claim, granted or not.</summary>
    internal void Leave(Request request)
    {
        if (request.Resource != this || request.IsClosed)
        {
            throw new InvalidOperationException("The claim is not (or no longer) one of this resource.");
        }

        request.Close();
        if (!request.IsTriggered)
        {
            BreakOffTime?.Add(Since(request));
            RemoveWaiting(request);
            if (WithdrawalMayGrant && Waiting > 0)
            {
                GrantSoon();
            }
        }
        else
        {
            RemoveUser(request);
            LeadTime?.Add(Since(request));
            if (Waiting > 0)
            {
                GrantSoon();
            }

            FireWhenAny();
            FireWhenFull();
            whenChange.Fire();
        }

        UpdateMonitors();
    }

    private protected abstract Request? FirstWaiting();

    private protected abstract void RemoveFirstWaiting();

    private protected abstract void RemoveWaiting(Request request);

    private protected virtual void AddUser(Request request) => InUse++;

    private protected virtual void RemoveUser(Request request) => InUse--;

    /// <summary>Tries to make room for the first waiting claim.</summary>
    private protected virtual void MakeRoom(Request request)
    {
    }

    /// <summary>Grants places to waiting claims while both last.</summary>
    private protected void Grant()
    {
        while (FirstWaiting() is { } request)
        {
            if (InUse >= Capacity)
            {
                MakeRoom(request);
                if (InUse >= Capacity)
                {
                    break;
                }
            }

            WaitingTime?.Add(Since(request));
            RemoveFirstWaiting();
            AddUser(request);
            request.Succeed();
            FireWhenEmpty();
            whenChange.Fire();
        }

        UpdateMonitors();
    }

    private protected double Since(Request request) => Simulation.ToDouble(new TimeSpan(Simulation.NowTicks - request.Ticks));

    private void GrantSoon()
    {
        if (!grantPending)
        {
            grantPending = true;
            Simulation.Enqueue(0, 0, GrantLater, this);
        }
    }

    private void FireWhenAny()
    {
        if (Remaining > 0)
        {
            whenAny.Fire();
        }
    }

    private void FireWhenFull()
    {
        if (InUse == 0)
        {
            whenFull.Fire();
        }
    }

    private void FireWhenEmpty()
    {
        if (Remaining == 0)
        {
            whenEmpty.Fire();
        }
    }

    private void UpdateMonitors()
    {
        Utilization?.UpdateTo(InUse / (double)Capacity);
        WIP?.UpdateTo(InUse + Waiting);
        QueueLength?.UpdateTo(Waiting);
    }
}
