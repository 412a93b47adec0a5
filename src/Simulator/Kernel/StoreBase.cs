using System.ComponentModel;

namespace Simulator.Kernel;

/// <summary>What the stores have in common. Models name the concrete classes only, which are separate in SimSharp.</summary>
/// <typeparam name="TGet">The event of a get.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StoreBase<TGet>
    where TGet : StoreGet
{
    private readonly Queue<StorePut> puts = new();
    private readonly Action<object?> tryPuts;
    private readonly Action<object?> tryGets;
    private WhenList whenNew;
    private WhenList whenAny;
    private WhenList whenFull;
    private WhenList whenEmpty;
    private WhenList whenChange;

    private protected StoreBase(Simulation environment, int capacity)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Simulation = environment;
        Capacity = capacity;
        tryPuts = _ => TryPuts();
        tryGets = _ => TryGets();
    }

    /// <summary>Most items.</summary>
    public int Capacity { get; }

    /// <summary>Items inside.</summary>
    public abstract int Count { get; }

    /// <summary>Follows the number of items as a share of the capacity.</summary>
    public ITimeSeriesMonitor? Utilization { get; set; }

    /// <summary>Follows the number of items, waiting puts and waiting gets.</summary>
    public ITimeSeriesMonitor? WIP { get; set; }

    /// <summary>Samples the steps an item stayed.</summary>
    public ISampleMonitor? LeadTime { get; set; }

    /// <summary>Follows the number of waiting puts.</summary>
    public ITimeSeriesMonitor? PutQueueLength { get; set; }

    /// <summary>Samples the steps a put waited.</summary>
    public ISampleMonitor? PutWaitingTime { get; set; }

    /// <summary>Follows the number of waiting gets.</summary>
    public ITimeSeriesMonitor? GetQueueLength { get; set; }

    /// <summary>Samples the steps a get waited.</summary>
    public ISampleMonitor? GetWaitingTime { get; set; }

    internal Simulation Simulation { get; }

    private protected abstract int WaitingGets { get; }

    /// <summary>Happens with the next item put.</summary>
    public virtual Event WhenNew() => whenNew.Add(Simulation);

    /// <summary>Happens when there is an item; at once if there is.</summary>
    public virtual Event WhenAny() => When(ref whenAny);

    /// <summary>Happens when there is no room; at once if there is none.</summary>
    public virtual Event WhenFull() => When(ref whenFull);

    /// <summary>Happens when there is no item; at once if there is none.</summary>
    public virtual Event WhenEmpty() => When(ref whenEmpty);

    /// <summary>Happens with the next item put or taken.</summary>
    public virtual Event WhenChange() => whenChange.Add(Simulation);

    private protected abstract void AddItem(StoredItem item, double priority);

    /// <summary>Serves the next waiting get that can be served.</summary>
    private protected abstract bool TryServe(out StoredItem item, out TGet? get);

    private protected StorePut PutItem(object item, double priority = 0)
    {
        StorePut put = new(Simulation, item, priority);
        puts.Enqueue(put);
        TryPuts();
        return put;
    }

    private protected void AddInitial(IEnumerable<object> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (object item in items)
        {
            AddItem(new StoredItem(item, Simulation.NowTicks), 0);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(Count, Capacity, nameof(items));
    }

    private protected void TryGets()
    {
        bool changed = false;
        while (TryServe(out StoredItem item, out TGet? get))
        {
            LeadTime?.Add(Simulation.ToDouble(new TimeSpan(Simulation.NowTicks - item.Since)));
            GetWaitingTime?.Add(get!.Waited);
            get!.Succeed(item.Item);
            Changed();
            changed = true;
        }

        Follow(changed && puts.Count > 0, tryPuts);
    }

    private void TryPuts()
    {
        bool changed = false;
        while (Count < Capacity && puts.TryDequeue(out StorePut? put))
        {
            PutWaitingTime?.Add(put.Waited);
            AddItem(new StoredItem(put.Value!, Simulation.NowTicks), put.Priority);
            put.Succeed(put.Value);
            whenNew.Fire();
            Changed();
            changed = true;
        }

        // The other side follows with an entry of its own, after what is already scheduled for this instant.
        Follow(changed && WaitingGets > 0, tryGets);
    }

    private void Follow(bool needed, Action<object?> other)
    {
        Utilization?.UpdateTo(Count / (double)Capacity);
        WIP?.UpdateTo((double)Count + puts.Count + WaitingGets);
        PutQueueLength?.UpdateTo(puts.Count);
        GetQueueLength?.UpdateTo(WaitingGets);
        if (needed)
        {
            Simulation.Schedule(TimeSpan.Zero, other);
        }
    }

    private Event When(ref WhenList list)
    {
        Event @event = list.Add(Simulation);
        FireReached();
        return @event;
    }

    private void Changed()
    {
        FireReached();
        whenChange.Fire();
    }

    private void FireReached()
    {
        if (Count > 0)
        {
            whenAny.Fire();
        }
        else
        {
            whenEmpty.Fire();
        }

        if (Count == Capacity)
        {
            whenFull.Fire();
        }
    }
}
