namespace Model.Placement.Pci;

/// <summary>One resource provider in a <see cref="ProviderTreeView"/>. Changed only through its own methods.</summary>
public sealed class ProviderView
{
    private readonly List<ProviderView> _children = [];
    private readonly SortedDictionary<string, InventoryView> _inventories = new(StringComparer.Ordinal);
    private SortedSet<string> _traits = new(StringComparer.Ordinal);

    internal ProviderView(string uuid, string name, ProviderView? parent)
    {
        Uuid = uuid;
        Name = name;
        Parent = parent;
    }

    /// <summary>The provider's id.</summary>
    public string Uuid { get; }

    /// <summary>The provider's name.</summary>
    public string Name { get; }

    /// <summary>The parent, or null for a root.</summary>
    public ProviderView? Parent { get; }

    /// <summary>Children, oldest first.</summary>
    public IReadOnlyList<ProviderView> Children => _children;

    /// <summary>Inventory records by resource class, in ascending ordinal order.</summary>
    public IReadOnlyDictionary<string, InventoryView> Inventories => _inventories;

    /// <summary>Traits in ascending ordinal order.</summary>
    public IReadOnlyCollection<string> Traits => _traits;

    /// <summary>Whether inventories or traits were changed since the view was made or <see cref="MarkClean"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whether the provider has the trait.</summary>
    public bool HasTrait(string trait) => _traits.Contains(trait);

    /// <summary>Replaces the whole inventory, unless nothing that matters changed (see <see cref="InventoryView.DiffersFrom"/>).</summary>
    /// <returns>Whether it was replaced.</returns>
    public bool UpdateInventory(IReadOnlyList<KeyValuePair<string, InventoryView>> inventories)
    {
        if (!IsChangedBy(inventories))
        {
            return false;
        }

        _inventories.Clear();
        foreach ((string resourceClass, InventoryView record) in inventories)
        {
            _inventories.Add(resourceClass, record);
        }

        IsDirty = true;
        return true;
    }

    /// <summary>Replaces the traits, unless they are the same.</summary>
    /// <returns>Whether they were replaced.</returns>
    public bool UpdateTraits(IEnumerable<string> traits)
    {
        SortedSet<string> newer = new(traits, StringComparer.Ordinal);
        if (newer.SetEquals(_traits))
        {
            return false;
        }

        _traits = newer;
        IsDirty = true;
        return true;
    }

    /// <summary>Forgets that something was changed: it is stored now.</summary>
    public void MarkClean() => IsDirty = false;

    internal void AddChild(ProviderView child) => _children.Add(child);

    internal void RemoveChild(ProviderView child) => _children.Remove(child);

    private bool IsChangedBy(IReadOnlyList<KeyValuePair<string, InventoryView>> inventories)
    {
        if (inventories.Count != _inventories.Count)
        {
            return true;
        }

        foreach ((string resourceClass, InventoryView record) in inventories)
        {
            if (!_inventories.TryGetValue(resourceClass, out InventoryView? current) || current.DiffersFrom(record))
            {
                return true;
            }
        }

        return false;
    }
}
