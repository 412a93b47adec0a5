using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>One of the scenarios that a study compares. Immutable.</summary>
public sealed record StudyVariant
{
    /// <summary>Name, unique in the study.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The base scenario with the variant's changes.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The changes one by one, for reports; empty for the base scenario as it is.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}
