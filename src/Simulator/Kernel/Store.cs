namespace Simulator.Kernel;

/// <summary>Items that are taken in the order in which they were put, by gets first come, first served.</summary>
public class Store : StoreBase<StoreGet>
{
    private readonly Queue<StoredItem> items = new();
    private readonly Queue<StoreGet> gets = new();

    /// <summary>Creates an empty store.</summary>
    public Store(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>Creates a store with items.</summary>
    public Store(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : base(environment, capacity) => AddInitial(items);

    /// <inheritdoc/>
    public override int Count => items.Count;

    private protected override int WaitingGets => gets.Count;

    /// <summary>Puts an item in, waiting for room.</summary>
    public virtual StorePut Put(object item) => PutItem(item);

    /// <summary>Takes the oldest item, waiting for one.</summary>
    public virtual StoreGet Get()
    {
        StoreGet get = new(Simulation);
        gets.Enqueue(get);
        TryGets();
        return get;
    }

    private protected override void AddItem(StoredItem item, double priority) => items.Enqueue(item);

    private protected override bool TryServe(out StoredItem item, out StoreGet? get)
    {
        item = default;
        get = null;
        return gets.Count > 0 && items.TryDequeue(out item) && gets.TryDequeue(out get);
    }
}
