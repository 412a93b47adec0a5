namespace Simulator.Kernel;

/// <summary>
/// Items that are taken by filter: each get takes the oldest item that passes; a get that finds none lets later ones go first.
/// </summary>
public class FilterStore : StoreBase<FilterStoreGet>
{
    private readonly List<StoredItem> items = [];
    private readonly List<FilterStoreGet> gets = [];

    /// <summary>Creates an empty store.</summary>
    public FilterStore(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>Creates a store with items.</summary>
    public FilterStore(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : base(environment, capacity) => AddInitial(items);

    /// <inheritdoc/>
    public override int Count => items.Count;

    private protected override int WaitingGets => gets.Count;

    /// <summary>Whether an item passes.</summary>
    public virtual bool IsAvailable(Func<object, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return items.Exists(item => filter(item.Item));
    }

    /// <summary>Puts an item in, waiting for room.</summary>
    public virtual StorePut Put(object item) => PutItem(item);

    /// <summary>Takes the oldest item that passes, waiting for one.</summary>
    /// <param name="filter">What the item must pass; null takes any.</param>
    public virtual FilterStoreGet Get(Func<object, bool>? filter = null)
    {
        FilterStoreGet get = new(Simulation, filter ?? (static _ => true));
        gets.Add(get);
        TryGets();
        return get;
    }

    private protected override void AddItem(StoredItem item, double priority) => items.Add(item);

    private protected override bool TryServe(out StoredItem item, out FilterStoreGet? get)
    {
        for (int waiting = 0; waiting < gets.Count; waiting++)
        {
            get = gets[waiting];
            Func<object, bool> filter = get.Filter;
            int found = items.FindIndex(candidate => filter(candidate.Item));
            if (found >= 0)
            {
                item = items[found];
                items.RemoveAt(found);
                gets.RemoveAt(waiting);
                return true;
            }
        }

        item = default;
        get = null;
        return false;
    }
}
