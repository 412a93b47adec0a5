namespace Simulator.Scenarios;

/// <summary>What operators do about a failed host. Immutable.</summary>
/// <param name="After">From the failure until they act: watching, fencing, deciding.</param>
/// <param name="AtOnce">Servers evacuated at once in the whole cloud.</param>
/// <param name="Restarts">Whether they start the servers, which Nova leaves stopped.</param>
public sealed record EvacuationPolicy(TimeSpan After, int AtOnce, bool Restarts);
