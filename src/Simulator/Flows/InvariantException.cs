namespace Simulator.Flows;

/// <summary>An internal invariant broke: a bug of the simulator, never of the input.</summary>
/// <param name="rule">The invariant, in words that are the same whenever it breaks.</param>
/// <param name="at">When, from the scenario's start.</param>
/// <param name="what">What is wrong.</param>
public sealed class InvariantException(string rule, TimeSpan at, string what) : Exception($"at {at}: {rule}: {what}")
{
    /// <summary>The invariant, in words that are the same whenever it breaks.</summary>
    public string Rule { get; } = rule;

    /// <summary>When, from the scenario's start.</summary>
    public TimeSpan At { get; } = at;

    /// <summary>What is wrong.</summary>
    public string What { get; } = what;

    /// <summary>The host, or null where no single one is meant.</summary>
    public string? Host { get; init; }

    /// <summary>The server, or null.</summary>
    public string? Server { get; init; }

    /// <summary>The operation that last changed the host, or that made the difference, with its time; null where that is not known.</summary>
    public string? LastTouch { get; init; }
}
