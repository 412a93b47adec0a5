using Model.Placement;
using Model.Placement.Pci;

namespace Model.Compute;

/// <summary>
/// Brings a compute node's resource providers in Placement up to date, as nova-compute does at its start, at every audit and inside
/// every claim (<c>nova/compute/resource_tracker.py</c>, _update_to_placement; <c>nova/scheduler/client/report.py</c>).
/// </summary>
public sealed class ProviderSync
{
    private readonly PlacementStore _store;
    private readonly string _nodeName;
    private readonly string _rootUuid;
    private readonly Func<string, string> _newUuid;
    private readonly PciPlacementRules _rules;

    // Inventories as nova-compute last read or wrote them, by provider. What others change meanwhile goes unnoticed until it reads again.
    private readonly Dictionary<string, KeyValuePair<string, InventoryView>[]> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the sync of one node.</summary>
    /// <param name="store">Placement.</param>
    /// <param name="nodeName">The node's name, which its root provider has too.</param>
    /// <param name="rootUuid">The id of the node and its root provider.</param>
    /// <param name="newUuid">Makes the id of a new provider from its name.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    public ProviderSync(
        PlacementStore store, string nodeName, string rootUuid, Func<string, string> newUuid, PciPlacementRules? rules = null)
    {
        _store = store;
        _nodeName = nodeName;
        _rootUuid = rootUuid;
        _newUuid = newUuid;
        _rules = rules ?? PciPlacementRules.Default;
    }

    /// <summary>Whether Placement cannot be reached; null when it always can.</summary>
    public Func<bool>? IsAway { get; init; }

    /// <summary>Brings Placement up to date.</summary>
    /// <param name="inventory">The node's own resources.</param>
    /// <param name="traits">Traits of the root provider; others that it has stay.</param>
    /// <param name="devices">Tracked PCI devices in order of address, or null when the node does not report them.</param>
    /// <param name="sameHostResize">Servers that are being resized on this very host.</param>
    /// <param name="assigned">
    /// Told the address and the provider of every reported device before anything is sent, so also when Placement then refuses; null for nobody.
    /// </param>
    /// <returns>What was done.</returns>
    /// <exception cref="NovaException">
    /// <c>PlacementPciException</c> and its kin: the devices cannot be reported like this. <c>ReshapeFailed</c>: Placement refused healed
    /// allocations. <c>ResourceProviderSyncFailed</c>: Placement refused anything else. <c>ConnectFailure</c>: it cannot be reached.
    /// </exception>
    public ProviderSyncResult Update(
        HostInventory inventory,
        HostTraitUpdate traits,
        IReadOnlyList<PlacementDevice>? devices,
        IReadOnlyCollection<string> sameHostResize,
        Action<IReadOnlyList<KeyValuePair<string, string>>>? assigned = null)
    {
        if (IsAway?.Invoke() == true)
        {
            // The allocations of the tree are read at every update, and nobody catches that this fails.
            throw new NovaException("ConnectFailure", "Unable to establish connection to the placement service");
        }

        ProviderTreeView tree = ReadTree();
        if (TryUpdate(tree, inventory, traits, devices, sameHostResize, assigned) is { } result)
        {
            return result;
        }

        // Somebody else changed what is to be written: read everything and try again.
        Forget();
        return TryUpdate(ReadTree(), inventory, traits, devices, sameHostResize, assigned)!;
    }

    /// <summary>Reads all inventories again at the next update, as nova-compute does every few minutes.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Reads the inventories of a consumer's PCI providers again at the next update, as every claim does.</summary>
    public void ForgetAllocated(string consumerUuid)
    {
        foreach (ProviderAllocation allocation in _store.GetAllocations(consumerUuid)?.Allocations ?? [])
        {
            if (_store.GetTraits(allocation.ProviderUuid).Contains(PciPlacementNames.ManagedTrait))
            {
                _known.Remove(allocation.ProviderUuid);
            }
        }
    }

    /// <summary>One try; null when Placement holds something else than nova-compute believes where it is about to write.</summary>
    private ProviderSyncResult? TryUpdate(
        ProviderTreeView tree,
        HostInventory inventory,
        HostTraitUpdate traits,
        IReadOnlyList<PlacementDevice>? devices,
        IReadOnlyCollection<string> sameHostResize,
        Action<IReadOnlyList<KeyValuePair<string, string>>>? assigned)
    {
        ProviderView root = tree.Find(_rootUuid) ?? tree.AddRoot(_rootUuid, _nodeName);
        root.UpdateInventory([.. inventory.ToInventories().Select(item => KeyValuePair.Create(item.ResourceClass, ToView(item)))]);
        root.UpdateTraits(traits.ApplyTo(root.Traits));
        if (devices is null)
        {
            PciPlacementView.EnsureNeverReported(tree);
            return Flush(tree, null) ? ProviderSyncResult.NothingHealed : null;
        }

        List<ConsumerAllocations> allocations = ReadAllocations(tree);
        PciPlacementView view = new(_nodeName, devices, _rules);
        IReadOnlyList<KeyValuePair<string, string>> providers = view.UpdateTree(tree, allocations, _newUuid);
        assigned?.Invoke(providers);
        bool healed = view.HealAllocations(tree, allocations, sameHostResize);
        return Flush(tree, healed ? allocations : null) ? new ProviderSyncResult(providers, healed) : null;
    }

    /// <summary>The consumers that hold something of the root provider, each once, in Placement's order; none while it is away.</summary>
    public IReadOnlyList<string> RootConsumers() => IsAway?.Invoke() == true ? [] :
        [.. _store.GetProviderAllocations(_rootUuid).Select(holding => holding.ConsumerUuid).Distinct(StringComparer.Ordinal)];

    /// <summary>Deletes all that a consumer holds.</summary>
    public void DeleteAllocations(string consumerUuid) => _store.DeleteAllocations(consumerUuid);

    private ProviderTreeView ReadTree()
    {
        ProviderTreeView tree = new();
        foreach (ResourceProvider provider in _store.Subtree(_rootUuid))
        {
            ProviderView view = provider.ParentUuid is null
                ? tree.AddRoot(provider.Uuid, provider.Name)
                : tree.AddChild(provider.Uuid, provider.Name, provider.ParentUuid);
            view.UpdateInventory(Known(provider.Uuid));
            view.UpdateTraits(_store.GetTraits(provider.Uuid));
            view.MarkClean();
        }

        return tree;
    }

    private KeyValuePair<string, InventoryView>[] Known(string provider)
    {
        if (!_known.TryGetValue(provider, out KeyValuePair<string, InventoryView>[]? known))
        {
            known = Stored(provider);
            _known.Add(provider, known);
        }

        return known;
    }

    private KeyValuePair<string, InventoryView>[] Stored(string provider) =>
        [.. _store.GetInventories(provider).Select(item => KeyValuePair.Create(item.ResourceClass, ToView(item)))];

    /// <summary>Whether Placement holds other inventories of a provider than nova-compute believes.</summary>
    private bool IsForeign(ProviderView provider) =>
        _known.TryGetValue(provider.Uuid, out KeyValuePair<string, InventoryView>[]? known) && !known.SequenceEqual(Stored(provider.Uuid));

    private List<ConsumerAllocations> ReadAllocations(ProviderTreeView tree)
    {
        List<ConsumerAllocations> found = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (ProviderView provider in tree.All())
        {
            foreach (ProviderHolding holding in _store.GetProviderAllocations(provider.Uuid))
            {
                if (known.Add(holding.ConsumerUuid) && _store.GetAllocations(holding.ConsumerUuid) is { } consumer)
                {
                    ConsumerAllocations copy = new(consumer.Uuid);
                    foreach (ProviderAllocation record in consumer.Allocations)
                    {
                        copy.Set(record.ProviderUuid, record.ResourceClass, checked((int)record.Amount));
                    }

                    found.Add(copy);
                }
            }
        }

        return found;
    }

    /// <summary>Sends the differences; false, and nothing sent, when somebody else has changed what is to be written.</summary>
    private bool Flush(ProviderTreeView tree, IReadOnlyList<ConsumerAllocations>? healed)
    {
        if (tree.All().Any(provider => (provider.IsDirty || healed is not null) && IsForeign(provider)))
        {
            return false;
        }

        foreach (ProviderView provider in tree.All())
        {
            if (_store.FindProvider(provider.Uuid) is null)
            {
                Demand(_store.CreateProvider(provider.Uuid, provider.Name, provider.Parent?.Uuid), provider.Name);
            }
        }

        List<ProviderView> dirty = [.. tree.All().Where(provider => provider.IsDirty)];
        foreach (ProviderView provider in dirty)
        {
            EnsureNames(provider);
        }

        if (healed is not null)
        {
            Reshape(tree, healed);
        }

        // Providers that go come first, children before parents: a reshape may have moved what was allocated from them.
        foreach (ResourceProvider stored in _store.Subtree(_rootUuid).Reverse())
        {
            if (tree.Find(stored.Uuid) is null)
            {
                Demand(_store.DeleteProvider(stored.Uuid), stored.Name);
                _known.Remove(stored.Uuid);
            }
        }

        // Then from the leaves up, the youngest first. What Placement refuses ends the update: providers whose turn is later stay as they were.
        for (int index = dirty.Count - 1; index >= 0; index--)
        {
            ProviderView provider = dirty[index];
            if (healed is null)
            {
                Demand(_store.SetInventories(provider.Uuid, ToInventories(provider)), provider.Name);
            }

            Demand(_store.SetTraits(provider.Uuid, [.. provider.Traits]), provider.Name);
            provider.MarkClean();
            _known[provider.Uuid] = Stored(provider.Uuid);
        }

        return true;
    }

    /// <summary>One call with the inventories of the whole tree, those of providers that go emptied, and with all allocations.</summary>
    private void Reshape(ProviderTreeView tree, IReadOnlyList<ConsumerAllocations> healed)
    {
        List<InventoryReplacement> inventories = [.. _store.Subtree(_rootUuid).Select(stored => new InventoryReplacement(
            stored.Uuid, stored.Generation, tree.Find(stored.Uuid) is { } provider ? ToInventories(provider) : []))];
        List<ConsumerClaim> claims = [.. healed.Select(ToClaim)];
        PlacementResult result = _store.Reshape(inventories, claims);
        if (!result.IsSuccess)
        {
            throw new NovaException(
                "ReshapeFailed", $"Resource provider data migration failed fatally during startup for node {_nodeName}: {result.Detail}");
        }
    }

    private ConsumerClaim ToClaim(ConsumerAllocations consumer)
    {
        ConsumerRecord stored = _store.GetAllocations(consumer.Consumer)!;
        return new ConsumerClaim
        {
            ConsumerUuid = consumer.Consumer,
            ProjectId = stored.ProjectId,
            UserId = stored.UserId,
            ConsumerGeneration = stored.Generation,
            Allocations = [.. consumer.Records.Select(record => new ProviderAllocation(record.ProviderUuid, record.ResourceClass, record.Amount))],
        };
    }

    private void EnsureNames(ProviderView provider)
    {
        // order-free: the inventories of a view are sorted.
        foreach (string resourceClass in provider.Inventories.Keys)
        {
            if (!_store.HasResourceClass(resourceClass))
            {
                Demand(_store.EnsureResourceClass(resourceClass), provider.Name);
            }
        }

        foreach (string trait in provider.Traits)
        {
            if (!_store.HasTrait(trait))
            {
                Demand(_store.EnsureTrait(trait), provider.Name);
            }
        }
    }

    private static void Demand(PlacementResult result, string provider)
    {
        if (result.IsSuccess)
        {
            return;
        }

        // A PCI inventory that is still in use and shall go is the operator's mistake, and told as such.
        string name = result.Code == PlacementErrorCode.InventoryInUse ? "PlacementPciException" : "ResourceProviderSyncFailed";
        throw new NovaException(name, $"Placement refused an update of resource provider {provider}: {result.Detail}");
    }

    private static List<Inventory> ToInventories(ProviderView provider) =>
        [.. provider.Inventories.Select(pair => ToInventory(pair.Key, pair.Value))];

    private static Inventory ToInventory(string resourceClass, InventoryView view) => new()
    {
        ResourceClass = resourceClass,
        Total = view.Total ?? 0,
        Reserved = view.Reserved ?? 0,
        MinUnit = view.MinUnit ?? 1,
        MaxUnit = view.MaxUnit ?? int.MaxValue,
        StepSize = view.StepSize ?? 1,
        AllocationRatio = view.AllocationRatio ?? 1.0,
    };

    private static InventoryView ToView(Inventory inventory) => new()
    {
        Total = inventory.Total,
        Reserved = inventory.Reserved,
        MinUnit = inventory.MinUnit,
        MaxUnit = inventory.MaxUnit,
        StepSize = inventory.StepSize,
        AllocationRatio = inventory.AllocationRatio,
    };
}
