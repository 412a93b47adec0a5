namespace Model.Placement.Pci;

/// <summary>What a consumer holds of one resource class of one provider.</summary>
/// <param name="ProviderUuid">The provider's id.</param>
/// <param name="ResourceClass">The resource class.</param>
/// <param name="Amount">Units, at least 1.</param>
public readonly record struct AllocationView(string ProviderUuid, string ResourceClass, int Amount);
