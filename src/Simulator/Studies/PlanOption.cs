using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>One value that a plan may choose. Immutable.</summary>
/// <param name="Value">The value as written.</param>
/// <param name="Cases">The scenarios in which the objective must hold: the whole cloud first, then the cloud without a host or rack.</param>
public sealed record PlanOption(string Value, IReadOnlyList<PlanCase> Cases);
