using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>What a plan chooses the value of. Immutable.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Options">Its values from the least generous to the most; one without a name where nothing is varied.</param>
public sealed record DecisionVariable(string Name, IReadOnlyList<PlanOption> Options);
