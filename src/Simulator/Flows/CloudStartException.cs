using Model.Diagnostics;

namespace Simulator.Flows;

/// <summary>A service refuses to start with what the scenario gives it: the scenario's fault, not the simulator's.</summary>
/// <param name="message">Which service, and why.</param>
/// <param name="position">Where in the scenario the cause is, as far as it is known.</param>
public sealed class CloudStartException(string message, SourcePosition? position = null) : Exception(message)
{
    /// <summary>Where in the scenario the cause is; null where it is not known.</summary>
    public SourcePosition? Position { get; } = position;
}
