namespace Model.Placement;

/// <content>Providers and their trees.</content>
public sealed partial class PlacementStore
{
    private readonly Dictionary<string, int> _providerByUuid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _providerByName = new(StringComparer.Ordinal);
    private readonly Stack<int> _freeProviders = new();
    private string?[] _uuid = [];
    private IReadOnlyList<string>?[] _uuidList = [];
    private bool _areUuidsLent;
    private string[] _name = [];
    private int[] _generation = [];
    private int[] _parent = [];
    private int[] _root = [];
    private int[] _firstChild = [];
    private int[] _nextSibling = [];
    private int[] _traitSet = [];
    private int[] _aggregateSet = [];
    private int[] _firstRow = [];
    private int[] _providerStamp = [];
    private int _providerEnd;
    private int _childCount;

    /// <summary>Number of providers.</summary>
    public int ProviderCount => _providerByUuid.Count;

    /// <summary>One more than the greatest provider handle in use; handles in between may be free.</summary>
    internal int ProviderEnd => _providerEnd;

    /// <summary>Whether any provider has a parent.</summary>
    internal bool HasTrees => _childCount > 0;

    /// <summary>All providers, in order of creation as far as no provider was deleted.</summary>
    public IReadOnlyList<ResourceProvider> Providers
    {
        get
        {
            List<ResourceProvider> all = new(_providerByUuid.Count);
            for (int provider = 0; provider < _providerEnd; provider++)
            {
                if (_uuid[provider] is not null)
                {
                    all.Add(Snapshot(provider));
                }
            }

            return all;
        }
    }

    /// <summary>The provider with this UUID, or null.</summary>
    public ResourceProvider? FindProvider(string uuid) =>
        _providerByUuid.TryGetValue(uuid, out int provider) ? Snapshot(provider) : null;

    /// <summary>The provider with this name, or null.</summary>
    public ResourceProvider? FindProviderByName(string name) =>
        _providerByName.TryGetValue(name, out int provider) ? Snapshot(provider) : null;

    /// <summary>The provider and all below it, parents before children, siblings by name; empty if there is no such provider.</summary>
    public IReadOnlyList<ResourceProvider> Subtree(string uuid)
    {
        List<ResourceProvider> found = [];
        if (_providerByUuid.TryGetValue(uuid, out int provider))
        {
            List<int> members = [];
            CollectSubtree(provider, members);
            foreach (int member in members)
            {
                found.Add(Snapshot(member));
            }
        }

        return found;
    }

    /// <summary>Creates a provider at generation 0: 201; 400 (empty name, bad parent) or 409 (UUID or name taken).</summary>
    public PlacementResult CreateProvider(string uuid, string name, string? parentUuid = null)
    {
        ArgumentNullException.ThrowIfNull(uuid);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
        {
            return PlacementResult.BadRequest("name is required");
        }

        int parent = None;
        if (parentUuid is not null)
        {
            if (string.Equals(parentUuid, uuid, StringComparison.Ordinal))
            {
                return PlacementResult.BadRequest("parent provider UUID cannot be same as UUID");
            }

            if (!_providerByUuid.TryGetValue(parentUuid, out parent))
            {
                return PlacementResult.BadRequest("parent provider UUID does not exist");
            }
        }

        if (_providerByUuid.ContainsKey(uuid) || _providerByName.ContainsKey(name))
        {
            return PlacementResult.Conflict($"resource provider {uuid} or {name} already exists", PlacementErrorCode.DuplicateName);
        }

        int provider = NewProvider(uuid, name);
        if (parent != None)
        {
            Attach(provider, parent);
        }

        _index?.TreeChanged(_root[provider]);
        return PlacementResult.Created;
    }

    /// <summary>Creates the provider unless one with this UUID exists: 204 if it does, else as <see cref="CreateProvider"/>.</summary>
    public PlacementResult EnsureProvider(string uuid, string name, string? parentUuid = null) =>
        _providerByUuid.ContainsKey(uuid) ? PlacementResult.NoContent : CreateProvider(uuid, name, parentUuid);

    /// <summary>
    /// Renames a provider and gives it the parent named (null: none; the present one: no change). 200; 404; 400 (unknown parent,
    /// loop, or another parent than before where that is not allowed); 409 (name taken). The generation stays.
    /// </summary>
    /// <param name="uuid">The provider.</param>
    /// <param name="name">Its name from now on.</param>
    /// <param name="parentUuid">Its parent from now on.</param>
    /// <param name="allowsReparenting">Whether a provider that has a parent may get another or none (from microversion 1.37).</param>
    public PlacementResult UpdateProvider(string uuid, string name, string? parentUuid, bool allowsReparenting = true)
    {
        if (!_providerByUuid.TryGetValue(uuid, out int provider))
        {
            return PlacementResult.NotFound($"no resource provider with uuid {uuid} found");
        }

        int parent = None;
        if (parentUuid is not null && !_providerByUuid.TryGetValue(parentUuid, out parent))
        {
            return PlacementResult.BadRequest("parent provider UUID does not exist");
        }

        int before = _parent[provider];
        if (before != None && before != parent && !allowsReparenting)
        {
            return PlacementResult.BadRequest("re-parenting or un-parenting a provider is not allowed");
        }

        for (int ancestor = parent; ancestor != None; ancestor = _parent[ancestor])
        {
            if (ancestor == provider)
            {
                return PlacementResult.BadRequest("creating loop in the provider tree is not allowed");
            }
        }

        if (_providerByName.TryGetValue(name, out int taken) && taken != provider)
        {
            return PlacementResult.Conflict($"resource provider {name} already exists", PlacementErrorCode.DuplicateName);
        }

        int rootBefore = _root[provider];
        _providerByName.Remove(_name[provider]);
        _name[provider] = name;
        _providerByName.Add(name, provider);
        if (before != parent)
        {
            Detach(provider);
            if (parent != None)
            {
                Attach(provider, parent);
            }
        }

        if (parent != None && before == parent)
        {
            _index?.TreeChanged(_root[provider]);
        }
        else
        {
            // A root was renamed, a tree moved, or a part of one became a tree of its own.
            _index?.TreeChanged(rootBefore);
            _index?.TreeChanged(_root[provider]);
            _index?.RootsChanged();
        }

        return PlacementResult.Ok;
    }

    /// <summary>Removes a provider with its inventories: 204; 404; 409 (has children, or allocations).</summary>
    public PlacementResult DeleteProvider(string uuid)
    {
        if (!_providerByUuid.TryGetValue(uuid, out int provider))
        {
            return PlacementResult.NotFound($"no resource provider with uuid {uuid} found for delete");
        }

        if (_firstChild[provider] != None)
        {
            return PlacementResult.Conflict($"provider {uuid} has child providers", PlacementErrorCode.CannotDeleteParent);
        }

        for (int row = _firstRow[provider]; row != None; row = _rowNext[row])
        {
            if (_rowUsed[row] > 0)
            {
                return PlacementResult.Conflict("resource provider has allocations", PlacementErrorCode.ProviderInUse);
            }
        }

        while (_firstRow[provider] != None)
        {
            RemoveRow(provider, _firstRow[provider]);
        }

        int root = _root[provider];
        Detach(provider);
        _providerByUuid.Remove(uuid);
        _providerByName.Remove(_name[provider]);
        KeepLentUuids();
        _uuid[provider] = null;
        _uuidList[provider] = null;
        _freeProviders.Push(provider);
        if (root == provider)
        {
            _index?.RootsChanged();
        }
        else
        {
            _index?.TreeChanged(root);
        }

        return PlacementResult.NoContent;
    }

    internal int ProviderOf(string uuid) => _providerByUuid.TryGetValue(uuid, out int provider) ? provider : None;

    internal bool IsProvider(int provider) => _uuid[provider] is not null;

    internal string UuidOf(int provider) => _uuid[provider]!;

    /// <summary>
    /// The UUIDs by handle as they are now, and of each handle a list of its UUID alone, made at need. No provider in them will be replaced
    /// by another; the lists may be filled in.
    /// </summary>
    internal (string?[] Uuids, IReadOnlyList<string>?[] Lists) LendUuids()
    {
        _areUuidsLent = true;
        return (_uuid, _uuidList);
    }

    internal string NameOf(int provider) => _name[provider];

    internal int ParentOf(int provider) => _parent[provider];

    internal int RootOf(int provider) => _root[provider];

    internal int TraitSetOf(int provider) => _traitSet[provider];

    internal int AggregateSetOf(int provider) => _aggregateSet[provider];

    internal int FirstRowOf(int provider) => _firstRow[provider];

    /// <summary>Appends the provider and all below it: parents before children, siblings by name.</summary>
    internal void CollectSubtree(int provider, List<int> members)
    {
        members.Add(provider);
        int first = _firstChild[provider];
        if (first == None)
        {
            return;
        }

        List<int> children = [];
        for (int child = first; child != None; child = _nextSibling[child])
        {
            children.Add(child);
        }

        children.Sort((left, right) => string.CompareOrdinal(_name[left], _name[right]));
        foreach (int child in children)
        {
            CollectSubtree(child, members);
        }
    }

    private ResourceProvider Snapshot(int provider) => new(
        UuidOf(provider),
        _name[provider],
        _generation[provider],
        _parent[provider] == None ? null : UuidOf(_parent[provider]),
        UuidOf(_root[provider]));

    /// <summary>Leaves the columns to answers that hold them, and goes on with copies.</summary>
    private void KeepLentUuids()
    {
        if (_areUuidsLent)
        {
            _uuid = (string?[])_uuid.Clone();
            _uuidList = (IReadOnlyList<string>?[])_uuidList.Clone();
            _areUuidsLent = false;
        }
    }

    private int NewProvider(string uuid, string name)
    {
        if (!_freeProviders.TryPop(out int provider))
        {
            provider = _providerEnd++;
            Grow(ref _uuid, _providerEnd);
            Grow(ref _uuidList, _providerEnd);
            Grow(ref _name, _providerEnd);
            Grow(ref _generation, _providerEnd);
            Grow(ref _parent, _providerEnd);
            Grow(ref _root, _providerEnd);
            Grow(ref _firstChild, _providerEnd);
            Grow(ref _nextSibling, _providerEnd);
            Grow(ref _traitSet, _providerEnd);
            Grow(ref _aggregateSet, _providerEnd);
            Grow(ref _firstRow, _providerEnd);
            Grow(ref _providerStamp, _providerEnd);
        }

        _uuid[provider] = uuid;
        _name[provider] = name;
        _generation[provider] = 0;
        _parent[provider] = None;
        _root[provider] = provider;
        _firstChild[provider] = None;
        _nextSibling[provider] = None;
        _traitSet[provider] = IntSetTable.EmptySet;
        _aggregateSet[provider] = IntSetTable.EmptySet;
        _firstRow[provider] = None;
        _providerStamp[provider] = 0;
        _providerByUuid.Add(uuid, provider);
        _providerByName.Add(name, provider);
        return provider;
    }

    private void Attach(int provider, int parent)
    {
        _parent[provider] = parent;
        _nextSibling[provider] = _firstChild[parent];
        _firstChild[parent] = provider;
        _childCount++;
        SetRoot(provider, _root[parent]);
    }

    private void Detach(int provider)
    {
        int parent = _parent[provider];
        if (parent == None)
        {
            return;
        }

        if (_firstChild[parent] == provider)
        {
            _firstChild[parent] = _nextSibling[provider];
        }
        else
        {
            int before = _firstChild[parent];
            while (_nextSibling[before] != provider)
            {
                before = _nextSibling[before];
            }

            _nextSibling[before] = _nextSibling[provider];
        }

        _parent[provider] = None;
        _nextSibling[provider] = None;
        _childCount--;
        SetRoot(provider, provider);
    }

    private void SetRoot(int provider, int root)
    {
        _root[provider] = root;
        for (int child = _firstChild[provider]; child != None; child = _nextSibling[child])
        {
            SetRoot(child, root);
        }
    }
}
