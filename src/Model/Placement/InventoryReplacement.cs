namespace Model.Placement;

/// <summary>All inventories one provider shall have from now on, as part of a reshape.</summary>
/// <param name="ProviderUuid">The provider.</param>
/// <param name="Generation">The generation the caller has seen.</param>
/// <param name="Inventories">The inventories, each class once.</param>
public sealed record InventoryReplacement(string ProviderUuid, int Generation, IReadOnlyList<Inventory> Inventories);
