namespace Simulator.Expectations;

/// <summary>What a scenario's run had, kept for later runs to be compared with: <c>NAME.json</c> in the folder of baselines. Immutable.</summary>
internal sealed record Baseline
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Digest of the scenario's files, with values set on the command line.</summary>
    public required string Digest { get; init; }

    /// <summary>Metrics by name, ascending.</summary>
    public required SortedDictionary<string, BaselineMetric> Metrics { get; init; }
}
