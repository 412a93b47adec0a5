namespace Simulator.Studies;

/// <summary>A validated plan: which is the least value that meets the objective, and when does the cloud outgrow it? Immutable.</summary>
public sealed record CapacityPlan
{
    /// <summary>Name: also the default name of the result folder.</summary>
    public required string Name { get; init; }

    /// <summary>The question, one paragraph.</summary>
    public string Description { get; init; } = "";

    /// <summary>The base scenario's file as written.</summary>
    public required string Base { get; init; }

    /// <summary>How each scenario is replicated.</summary>
    public required ReplicationPlan Plan { get; init; }

    /// <summary>Replications of every scenario, 2 or more.</summary>
    public required int Replications { get; init; }

    /// <summary>Confidence with which the objective must be met (one-sided), 0.5 to below 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The objective: all rows must hold.</summary>
    public required IReadOnlyList<PlanGoal> Goals { get; init; }

    /// <summary>What is chosen.</summary>
    public required DecisionVariable Variable { get; init; }

    /// <summary>How the load grows, or null.</summary>
    public PlanGrowth? Growth { get; init; }

    /// <summary>Digest of the plan file, in lower-case hexadecimal.</summary>
    public required string Digest { get; init; }
}
