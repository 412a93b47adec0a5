namespace Model.Placement.Pci;

/// <summary>
/// The providers of a compute node as nova-compute sees and prepares them before it sends the differences to Placement
/// (<c>nova/compute/provider_tree.py</c>). Providers are found by name or id. Not safe for concurrent use.
/// </summary>
public sealed class ProviderTreeView
{
    private readonly List<ProviderView> _roots = [];
    private readonly Dictionary<string, ProviderView> _byKey = new(StringComparer.Ordinal);

    /// <summary>The roots, oldest first.</summary>
    public IReadOnlyList<ProviderView> Roots => _roots;

    /// <summary>Every provider from the top down: a provider, then the trees of its children in turn.</summary>
    public IReadOnlyList<ProviderView> All()
    {
        List<ProviderView> found = [];
        foreach (ProviderView root in _roots)
        {
            Collect(root, found);
        }

        return found;
    }

    /// <summary>Adds a root.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: the name or id is taken.</exception>
    public ProviderView AddRoot(string uuid, string name)
    {
        ProviderView root = new(uuid, name, null);
        Register(root);
        _roots.Add(root);
        return root;
    }

    /// <summary>Adds a provider below another.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: the name or id is taken, or there is no such parent.</exception>
    public ProviderView AddChild(string uuid, string name, string parentNameOrUuid)
    {
        ProviderView parent = Get(parentNameOrUuid);
        ProviderView child = new(uuid, name, parent);
        Register(child);
        parent.AddChild(child);
        return child;
    }

    /// <summary>Removes a provider and everything below it.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: there is no such provider.</exception>
    public void Remove(string nameOrUuid)
    {
        ProviderView provider = Get(nameOrUuid);
        List<ProviderView> gone = [];
        Collect(provider, gone);
        foreach (ProviderView view in gone)
        {
            _byKey.Remove(view.Name);
            _byKey.Remove(view.Uuid);
        }

        if (provider.Parent is { } parent)
        {
            parent.RemoveChild(provider);
        }
        else
        {
            _roots.Remove(provider);
        }
    }

    /// <summary>A provider by its name or id, or null.</summary>
    public ProviderView? Find(string nameOrUuid) => _byKey.GetValueOrDefault(nameOrUuid);

    /// <summary>A provider by its name or id.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: there is no such provider.</exception>
    public ProviderView Get(string nameOrUuid) =>
        Find(nameOrUuid) ?? throw new NovaException("ValueError", $"there is no resource provider {nameOrUuid}");

    /// <summary>Every provider of the tree that holds a provider, from its root down.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: there is no such provider.</exception>
    public IReadOnlyList<ProviderView> WholeTreeOf(string nameOrUuid)
    {
        ProviderView provider = Get(nameOrUuid);
        while (provider.Parent is { } parent)
        {
            provider = parent;
        }

        List<ProviderView> found = [];
        Collect(provider, found);
        return found;
    }

    private static void Collect(ProviderView provider, List<ProviderView> found)
    {
        found.Add(provider);
        foreach (ProviderView child in provider.Children)
        {
            Collect(child, found);
        }
    }

    private void Register(ProviderView provider)
    {
        if (_byKey.ContainsKey(provider.Name) || _byKey.ContainsKey(provider.Uuid))
        {
            throw new NovaException("ValueError", $"there is a resource provider {provider.Name} already");
        }

        _byKey.Add(provider.Name, provider);
        _byKey.TryAdd(provider.Uuid, provider);
    }
}
