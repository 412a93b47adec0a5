using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>How often things of a kind fail and how long they are away. Immutable.</summary>
/// <param name="Between">Time from one repair of a thing to its next failure.</param>
/// <param name="Repair">Time until it is back.</param>
public sealed record FaultDefinition(Distribution Between, Distribution Repair);
