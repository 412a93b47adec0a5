namespace Simulator.Flows;

/// <summary>An internal invariant broke: a bug of the simulator, never of the input.</summary>
/// <param name="rule">The invariant, in words that are the same whenever it breaks.</param>
/// <param name="message">When, where and what.</param>
public sealed class InvariantException(string rule, string message) : Exception(message)
{
    /// <summary>The invariant, in words that are the same whenever it breaks.</summary>
    public string Rule { get; } = rule;
}
