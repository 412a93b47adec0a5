namespace Model.Placement;

/// <summary>An amount of one resource class taken from one provider.</summary>
/// <param name="ProviderUuid">The provider.</param>
/// <param name="ResourceClass">The name of the class.</param>
/// <param name="Amount">Units; at least 1.</param>
public readonly record struct ProviderAllocation(string ProviderUuid, string ResourceClass, long Amount);
