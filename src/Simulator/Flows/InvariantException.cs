namespace Simulator.Flows;

/// <summary>An internal invariant broke: a bug of the simulator, never of the input.</summary>
/// <param name="message">When, where and what.</param>
public sealed class InvariantException(string message) : Exception(message);
