using Model.Placement;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>What must hold of a store after every operation, whatever it was and however it ended.</summary>
internal sealed class PlacementInvariants(PlacementStore store)
{
    private Dictionary<string, int> _generations = [];
    private Dictionary<(string Provider, string ResourceClass), (long Used, long Capacity)> _inventories = [];

    /// <summary>Usage is the sum of allocations; what is over capacity was before and has not grown; generations only grow.</summary>
    public void Check()
    {
        Dictionary<(string Provider, string ResourceClass), long> sums = [];
        foreach (ConsumerRecord consumer in store.Consumers)
        {
            foreach (ProviderAllocation held in consumer.Allocations)
            {
                Assert.True(held.Amount > 0);
                (string, string) key = (held.ProviderUuid, held.ResourceClass);
                sums[key] = sums.GetValueOrDefault(key) + held.Amount;
            }
        }

        Dictionary<string, int> generations = [];
        Dictionary<(string Provider, string ResourceClass), (long Used, long Capacity)> inventories = [];
        foreach (ResourceProvider provider in store.Providers)
        {
            generations[provider.Uuid] = provider.Generation;
            Assert.True(provider.Generation >= _generations.GetValueOrDefault(provider.Uuid));
            Assert.Equal(provider.RootUuid, provider.ParentUuid is { } parent ? store.FindProvider(parent)!.RootUuid : provider.Uuid);
            foreach (Inventory inventory in store.GetInventories(provider.Uuid))
            {
                (string, string) key = (provider.Uuid, inventory.ResourceClass);
                long used = store.GetUsages(provider.Uuid).First(usage => usage.ResourceClass == inventory.ResourceClass).Amount;
                Assert.Equal(sums.GetValueOrDefault(key), used);
                sums.Remove(key);
                Assert.Equal(used, store.GetProviderAllocations(provider.Uuid)
                    .Where(holding => holding.ResourceClass == inventory.ResourceClass).Sum(holding => holding.Amount));
                bool isWorse = used > inventory.Capacity && used > _inventories.GetValueOrDefault(key).Used;
                Assert.False(isWorse, $"{key} has {used} of {inventory.Capacity} used");
                inventories[key] = (used, inventory.Capacity);
            }
        }

        Assert.Empty(sums);
        _generations = generations;
        _inventories = inventories;
    }
}
