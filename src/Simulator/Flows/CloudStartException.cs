namespace Simulator.Flows;

/// <summary>A cloud that cannot start because a service refuses its configuration: the user's mistake, not ours.</summary>
/// <param name="message">Which host and why.</param>
public sealed class CloudStartException(string message) : Exception(message);
