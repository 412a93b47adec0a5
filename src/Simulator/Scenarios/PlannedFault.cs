namespace Simulator.Scenarios;

/// <summary>Something that a scenario lets go wrong in one operation on a server. Immutable.</summary>
/// <param name="Point">The place in the flow.</param>
/// <param name="Host">The host on which it goes wrong.</param>
public readonly record struct PlannedFault(FaultPoint Point, string Host);
