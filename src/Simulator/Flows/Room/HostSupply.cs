using Model.Placement;

namespace Simulator.Flows.Room;

/// <summary>What Placement still has to give out of one host, while imaginary guests are put on it. Nothing of the store is changed.</summary>
internal sealed class HostSupply
{
    private readonly Dictionary<(string Provider, string Class), long> _left = [];
    private readonly string _root;

    /// <summary>Reads inventories and usages of a host's providers.</summary>
    /// <param name="placement">The store.</param>
    /// <param name="root">The host's root provider.</param>
    public HostSupply(PlacementStore placement, string root)
    {
        _root = root;
        foreach (ResourceProvider provider in placement.Subtree(root))
        {
            foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
            {
                _left.Add((provider.Uuid, inventory.ResourceClass), inventory.Capacity);
            }

            foreach (ResourceAmount usage in placement.GetUsages(provider.Uuid))
            {
                _left[(provider.Uuid, usage.ResourceClass)] -= usage.Amount;
            }
        }
    }

    /// <summary>Units of a class that the root has left; 0 when it has no such class.</summary>
    public long OfRoot(string resourceClass) => Of(_root, resourceClass);

    /// <summary>Units of a class that a provider has left; 0 when it has no such class.</summary>
    public long Of(string provider, string resourceClass) => Math.Max(0, _left.GetValueOrDefault((provider, resourceClass)));

    /// <summary>Whether a provider has a class at all.</summary>
    public bool Has(string provider, string resourceClass) => _left.ContainsKey((provider, resourceClass));

    /// <summary>Whether a candidate's amounts are still there.</summary>
    public bool Covers(AllocationCandidate candidate)
    {
        foreach (ProviderAllocation allocation in candidate.Allocations)
        {
            if (_left.GetValueOrDefault((allocation.ProviderUuid, allocation.ResourceClass)) < allocation.Amount)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a candidate's amounts.</summary>
    public void Take(AllocationCandidate candidate)
    {
        foreach (ProviderAllocation allocation in candidate.Allocations)
        {
            _left[(allocation.ProviderUuid, allocation.ResourceClass)] -= allocation.Amount;
        }
    }
}
