namespace Simulator.Expectations;

/// <summary>What is known of a resource provider as a whole. Immutable.</summary>
/// <param name="Exists">Whether Placement has it.</param>
/// <param name="Traits">Its traits in ascending order.</param>
/// <param name="Classes">The classes of its inventories.</param>
internal sealed record ProviderFacts(bool Exists, IReadOnlyList<string> Traits, IReadOnlyList<string> Classes);
