using Simulator.Scenarios;

namespace Simulator.Expectations;

/// <summary>A scenario that was run, with the verdict on each row of its <c>expect:</c>. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Judgements">The verdicts in the order of the file.</param>
internal sealed record JudgedScenario(Scenario Scenario, IReadOnlyList<Judgement> Judgements);
