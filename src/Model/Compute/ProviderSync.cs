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

    /// <summary>Brings Placement up to date.</summary>
    /// <param name="inventory">The node's own resources.</param>
    /// <param name="traits">Traits the driver reports; others on the root provider stay.</param>
    /// <param name="devices">Tracked PCI devices in order of address, or null when the node does not report them.</param>
    /// <param name="sameHostResize">Servers that are being resized on this very host.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="NovaException">
    /// <c>PlacementPciException</c> and its kin: the devices cannot be reported like this. <c>ReshapeFailed</c>: Placement refused healed
    /// allocations. <c>ResourceProviderSyncFailed</c>: Placement refused anything else.
    /// </exception>
    public ProviderSyncResult Update(
        HostInventory inventory,
        IReadOnlyList<string> traits,
        IReadOnlyList<PlacementDevice>? devices,
        IReadOnlyCollection<string> sameHostResize)
    {
        ProviderTreeView tree = ReadTree();
        ProviderView root = tree.Find(_rootUuid) ?? tree.AddRoot(_rootUuid, _nodeName);
        root.UpdateInventory([.. inventory.ToInventories().Select(item => KeyValuePair.Create(item.ResourceClass, ToView(item)))]);
        root.UpdateTraits(root.Traits.Union(traits, StringComparer.Ordinal));
        if (devices is null)
        {
            PciPlacementView.EnsureNeverReported(tree);
            Flush(tree, null);
            return ProviderSyncResult.NothingHealed;
        }

        List<ConsumerAllocations> allocations = ReadAllocations(tree);
        PciPlacementView view = new(_nodeName, devices, _rules);
        IReadOnlyList<KeyValuePair<string, string>> assigned = view.UpdateTree(tree, allocations, _newUuid);
        bool healed = view.HealAllocations(tree, allocations, sameHostResize);
        Flush(tree, healed ? allocations : null);
        return new ProviderSyncResult(assigned, healed);
    }

    private ProviderTreeView ReadTree()
    {
        ProviderTreeView tree = new();
        foreach (ResourceProvider provider in _store.Subtree(_rootUuid))
        {
            ProviderView view = provider.ParentUuid is null
                ? tree.AddRoot(provider.Uuid, provider.Name)
                : tree.AddChild(provider.Uuid, provider.Name, provider.ParentUuid);
            view.UpdateInventory([.. _store.GetInventories(provider.Uuid).Select(item => KeyValuePair.Create(item.ResourceClass, ToView(item)))]);
            view.UpdateTraits(_store.GetTraits(provider.Uuid));
            view.MarkClean();
        }

        return tree;
    }

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

    private void Flush(ProviderTreeView tree, IReadOnlyList<ConsumerAllocations>? healed)
    {
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

        foreach (ProviderView provider in dirty)
        {
            if (healed is null)
            {
                Demand(_store.SetInventories(provider.Uuid, ToInventories(provider)), provider.Name);
            }

            Demand(_store.SetTraits(provider.Uuid, [.. provider.Traits]), provider.Name);
            provider.MarkClean();
        }

        // Providers go last, children first: a reshape may have moved what was allocated from them.
        foreach (ResourceProvider stored in _store.Subtree(_rootUuid).Reverse())
        {
            if (tree.Find(stored.Uuid) is null)
            {
                Demand(_store.DeleteProvider(stored.Uuid), stored.Name);
            }
        }
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
