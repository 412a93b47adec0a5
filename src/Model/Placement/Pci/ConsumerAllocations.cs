namespace Model.Placement.Pci;

/// <summary>
/// The allocations of one consumer as nova-compute fetched them, in the order of Placement's answer. Not safe for concurrent use.
/// </summary>
/// <param name="consumer">The consumer's id: a server, or a migration that holds a server's old allocations.</param>
public sealed class ConsumerAllocations(string consumer)
{
    private readonly List<AllocationView> _records = [];

    /// <summary>The consumer's id.</summary>
    public string Consumer { get; } = consumer;

    /// <summary>The records, each pair of provider and resource class once.</summary>
    public IReadOnlyList<AllocationView> Records => _records;

    /// <summary>Sets what the consumer holds of a resource class of a provider.</summary>
    /// <returns>Whether that is a change.</returns>
    public bool Set(string providerUuid, string resourceClass, int amount)
    {
        int index = _records.FindIndex(record => record.ProviderUuid == providerUuid && record.ResourceClass == resourceClass);
        if (index < 0)
        {
            _records.Add(new AllocationView(providerUuid, resourceClass, amount));
            return true;
        }

        bool changed = _records[index].Amount != amount;
        _records[index] = new AllocationView(providerUuid, resourceClass, amount);
        return changed;
    }
}
