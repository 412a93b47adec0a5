using Simulator.Scenarios;

namespace Simulator.Expectations;

/// <summary>A row of <c>expect:</c> with what the run had. Immutable.</summary>
/// <param name="Row">The row.</param>
/// <param name="Actual">What the run had; empty for nothing.</param>
/// <param name="Holds">Whether that is what was expected.</param>
internal sealed record Judgement(Expectation Row, string Actual, bool Holds);
