namespace Model.Placement;

/// <content>The reshaper: moving inventories and their allocations between providers in one step.</content>
public sealed partial class PlacementStore
{
    /// <summary>
    /// Replaces inventories of providers and allocations of consumers, all or nothing (POST reshaper; objects/reshaper.py): 204; 400
    /// (unknown provider or class); 409 (generations; an inventory that goes is still in use; allocations that do not fit).
    /// </summary>
    public PlacementResult Reshape(IReadOnlyList<InventoryReplacement> inventories, IReadOnlyList<ConsumerClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(inventories);
        ArgumentNullException.ThrowIfNull(claims);
        foreach (InventoryReplacement replacement in inventories)
        {
            PlacementResult found = Check(replacement.ProviderUuid, replacement.Generation, out int _);
            if (!found.IsSuccess)
            {
                return found.Status == 404
                    ? PlacementResult.BadRequest(found.Detail!, PlacementErrorCode.ProviderNotFound)
                    : found;
            }
        }

        PlacementResult result = EnsureConsumers(claims);
        result = result.IsSuccess ? CheckProviders(claims) : result;
        return result.IsSuccess ? ReshapeOrRestore(inventories, claims) : result;
    }

    private PlacementResult ReshapeOrRestore(IReadOnlyList<InventoryReplacement> inventories, IReadOnlyList<ConsumerClaim> claims)
    {
        List<(int Provider, int Generation, IReadOnlyList<Inventory> Inventories)> before = [];
        PlacementResult result = PlacementResult.NoContent;
        foreach (InventoryReplacement replacement in inventories)
        {
            int provider = _providerByUuid[replacement.ProviderUuid];
            before.Add((provider, _generation[provider], GetInventories(replacement.ProviderUuid)));
            if (result.IsSuccess && replacement.Inventories.Count > 0)
            {
                // Inventories that go stay until the allocations have left them.
                result = Replace(provider, Union(replacement));
            }
        }

        int stamp = NextStamp();
        result = result.IsSuccess ? Apply(claims, stamp) : result;
        if (result.IsSuccess)
        {
            result = CheckLeftInventories(inventories);
            if (!result.IsSuccess)
            {
                Undo();
            }
        }

        if (!result.IsSuccess)
        {
            foreach ((int provider, int generation, IReadOnlyList<Inventory> old) in before)
            {
                Replace(provider, old);
                _generation[provider] = generation;
            }

            ForgetCreatedConsumers();
            return result;
        }

        Commit(claims, stamp);
        foreach (InventoryReplacement replacement in inventories)
        {
            Replace(_providerByUuid[replacement.ProviderUuid], replacement.Inventories);
        }

        return PlacementResult.NoContent;
    }

    /// <summary>The inventories wanted, plus those the provider has of other classes.</summary>
    private List<Inventory> Union(InventoryReplacement replacement)
    {
        List<Inventory> union = [.. replacement.Inventories];
        foreach (Inventory present in GetInventories(replacement.ProviderUuid))
        {
            if (!IsAmong(replacement, present.ResourceClass))
            {
                union.Add(present);
            }
        }

        return union;
    }

    private PlacementResult CheckLeftInventories(IReadOnlyList<InventoryReplacement> inventories)
    {
        foreach (InventoryReplacement replacement in inventories)
        {
            foreach (ResourceAmount usage in GetUsages(replacement.ProviderUuid))
            {
                if (usage.Amount > 0 && !IsAmong(replacement, usage.ResourceClass))
                {
                    return PlacementResult.Conflict($"inventory for {usage.ResourceClass} in use", PlacementErrorCode.InventoryInUse);
                }
            }
        }

        return PlacementResult.NoContent;
    }

    private static bool IsAmong(InventoryReplacement replacement, string resourceClass)
    {
        foreach (Inventory inventory in replacement.Inventories)
        {
            if (string.Equals(inventory.ResourceClass, resourceClass, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
