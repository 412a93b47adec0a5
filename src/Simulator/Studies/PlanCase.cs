using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>A cloud in which a plan's objective must hold. Immutable.</summary>
/// <param name="Name">"whole cloud", or what is missing: "without nfv-01".</param>
/// <param name="Scenario">The scenario.</param>
public sealed record PlanCase(string Name, Scenario Scenario);
