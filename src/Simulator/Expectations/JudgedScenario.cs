using Simulator.Scenarios;

namespace Simulator.Expectations;

/// <summary>A scenario that was run, with the verdict on each row of its <c>expect:</c>. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Judgements">The verdicts in the order of the file.</param>
internal sealed record JudgedScenario(Scenario Scenario, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>The run's metrics beside those of its baseline; empty when it has none.</summary>
    public IReadOnlyList<BaselineDifference> Metrics { get; init; } = [];

    /// <summary>The file of the baseline, or empty.</summary>
    public string BaselineFile { get; init; } = "";

    /// <summary>Whether the scenario itself, or values set on the command line, are others than when the baseline was taken.</summary>
    public bool IsOtherScenario { get; init; }

    /// <summary>Rows and metrics.</summary>
    public int Count => Judgements.Count + Metrics.Count;

    /// <summary>Rows and metrics that do not hold.</summary>
    public int FailureCount => Judgements.Count(judgement => !judgement.Holds) + Metrics.Count(metric => !metric.Holds);
}
