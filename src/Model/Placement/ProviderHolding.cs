namespace Model.Placement;

/// <summary>What one consumer holds of one class on a provider.</summary>
/// <param name="ConsumerUuid">The consumer.</param>
/// <param name="ConsumerGeneration">Its generation.</param>
/// <param name="ResourceClass">The name of the class.</param>
/// <param name="Amount">Units; at least 1.</param>
public readonly record struct ProviderHolding(string ConsumerUuid, int ConsumerGeneration, string ResourceClass, long Amount);
