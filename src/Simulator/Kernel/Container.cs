namespace Simulator.Kernel;

/// <summary>An amount of something that processes put into and get out of, each side first come, first served.</summary>
public class Container
{
    private readonly Simulation environment;
    private readonly Queue<ContainerPut> puts = new();
    private readonly Queue<ContainerGet> gets = new();
    private readonly PriorityQueue<Event, (double Level, long Arrival)> whenAtLeast = new();
    private readonly PriorityQueue<Event, (double Level, long Arrival)> whenAtMost = new();
    private readonly Action<object?> tryPuts;
    private readonly Action<object?> tryGets;
    private WhenList whenChange;
    private long arrivals;

    /// <summary>Creates a container.</summary>
    /// <param name="environment">The simulation.</param>
    /// <param name="capacity">Largest level, more than 0.</param>
    /// <param name="initial">Level at the start, 0 to the capacity.</param>
    public Container(Simulation environment, double capacity = double.MaxValue, double initial = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(initial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, capacity);
        this.environment = environment;
        Capacity = capacity;
        Level = initial;
        tryPuts = _ => TryPuts();
        tryGets = _ => TryGets();
    }

    /// <summary>Largest level.</summary>
    public double Capacity { get; }

    /// <summary>Amount inside.</summary>
    public double Level { get; private set; }

    /// <summary>Follows the level as a share of the capacity.</summary>
    public ITimeSeriesMonitor? Fillrate { get; set; }

    /// <summary>Follows the number of waiting puts.</summary>
    public ITimeSeriesMonitor? PutQueueLength { get; set; }

    /// <summary>Samples the steps a put waited.</summary>
    public ISampleMonitor? PutWaitingTime { get; set; }

    /// <summary>Follows the number of waiting gets.</summary>
    public ITimeSeriesMonitor? GetQueueLength { get; set; }

    /// <summary>Samples the steps a get waited.</summary>
    public ISampleMonitor? GetWaitingTime { get; set; }

    /// <summary>Puts an amount in, waiting for room.</summary>
    /// <param name="amount">More than 0, at most the capacity.</param>
    public virtual ContainerPut Put(double amount)
    {
        CheckAmount(amount);
        ContainerPut put = new(environment, amount);
        puts.Enqueue(put);
        TryPuts();
        return put;
    }

    /// <summary>Takes an amount out, waiting for it to be there.</summary>
    /// <param name="amount">More than 0, at most the capacity.</param>
    public virtual ContainerGet Get(double amount)
    {
        CheckAmount(amount);
        ContainerGet get = new(environment, amount);
        gets.Enqueue(get);
        TryGets();
        return get;
    }

    /// <summary>Happens when the level is at or above an amount; at once if it is.</summary>
    public virtual Event WhenAtLeast(double level) => Watch(whenAtLeast, level);

    /// <summary>Happens when the level is at or below an amount; at once if it is.</summary>
    public virtual Event WhenAtMost(double level) => Watch(whenAtMost, -level);

    /// <summary>Happens when the container is full; at once if it is.</summary>
    public virtual Event WhenFull() => WhenAtLeast(Capacity);

    /// <summary>Happens when the container is empty; at once if it is.</summary>
    public virtual Event WhenEmpty() => WhenAtMost(0);

    /// <summary>Happens with the next change of the level.</summary>
    public virtual Event WhenChange() => whenChange.Add(environment);

    private void CheckAmount(double amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Capacity);
    }

    private Event Watch(PriorityQueue<Event, (double Level, long Arrival)> queue, double key)
    {
        Event @event = new(environment);
        queue.Enqueue(@event, (key, arrivals++));
        FireReached();
        return @event;
    }

    private void TryPuts()
    {
        bool changed = false;
        while (puts.TryPeek(out ContainerPut? put) && Capacity - Level >= put.Amount)
        {
            puts.Dequeue();
            PutWaitingTime?.Add(put.Waited);
            Level += put.Amount;
            put.Succeed();
            Changed();
            changed = true;
        }

        // The other side follows with an entry of its own, after what is already scheduled for this instant.
        Follow(changed && gets.Count > 0, tryGets);
    }

    private void TryGets()
    {
        bool changed = false;
        while (gets.TryPeek(out ContainerGet? get) && Level >= get.Amount)
        {
            gets.Dequeue();
            GetWaitingTime?.Add(get.Waited);
            Level -= get.Amount;
            get.Succeed();
            Changed();
            changed = true;
        }

        Follow(changed && puts.Count > 0, tryPuts);
    }

    private void Follow(bool needed, Action<object?> other)
    {
        Fillrate?.UpdateTo(Level / Capacity);
        PutQueueLength?.UpdateTo(puts.Count);
        GetQueueLength?.UpdateTo(gets.Count);
        if (needed)
        {
            environment.Schedule(TimeSpan.Zero, other);
        }
    }

    private void Changed()
    {
        FireReached();
        whenChange.Fire();
    }

    private void FireReached()
    {
        while (whenAtLeast.TryPeek(out Event? @event, out (double Level, long Arrival) key) && Level >= key.Level)
        {
            whenAtLeast.Dequeue();
            @event.Succeed();
        }

        while (whenAtMost.TryPeek(out Event? @event, out (double Level, long Arrival) key) && Level <= -key.Level)
        {
            whenAtMost.Dequeue();
            @event.Succeed();
        }
    }
}
