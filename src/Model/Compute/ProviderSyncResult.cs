namespace Model.Compute;

/// <summary>What an update of a node's resource providers did.</summary>
/// <param name="Assigned">Each reported PCI device's address with the id of its provider.</param>
/// <param name="Healed">Whether allocations were added or changed to match the tracker.</param>
public sealed record ProviderSyncResult(IReadOnlyList<KeyValuePair<string, string>> Assigned, bool Healed)
{
    /// <summary>Nothing was healed, no device is reported.</summary>
    public static ProviderSyncResult NothingHealed { get; } = new([], false);
}
