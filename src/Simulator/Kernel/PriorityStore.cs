namespace Simulator.Kernel;

/// <summary>Items that are taken by priority, and in the order in which they were put among equals.</summary>
public class PriorityStore : StoreBase<StoreGet>
{
    private readonly PriorityQueue<StoredItem, (double Priority, long Arrival)> items = new();
    private readonly Queue<StoreGet> gets = new();
    private long arrivals;

    /// <summary>Creates an empty store.</summary>
    public PriorityStore(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <inheritdoc/>
    public override int Count => items.Count;

    private protected override int WaitingGets => gets.Count;

    /// <summary>Puts an item in, waiting for room.</summary>
    /// <param name="item">The item.</param>
    /// <param name="priority">Lower is taken first.</param>
    public virtual StorePut Put(object item, double priority = 1) => PutItem(item, priority);

    /// <summary>Takes the first item, waiting for one.</summary>
    public virtual StoreGet Get()
    {
        StoreGet get = new(Simulation);
        gets.Enqueue(get);
        TryGets();
        return get;
    }

    private protected override void AddItem(StoredItem item, double priority) => items.Enqueue(item, (priority, arrivals++));

    private protected override bool TryServe(out StoredItem item, out StoreGet? get)
    {
        item = default;
        get = null;
        return gets.Count > 0 && items.TryDequeue(out item, out _) && gets.TryDequeue(out get);
    }
}
