namespace Simulator.Studies;

/// <summary>A validated comparison: every variant is a complete scenario. Immutable.</summary>
public sealed record Study
{
    /// <summary>Name: also the default name of the result folder.</summary>
    public required string Name { get; init; }

    /// <summary>The question, one paragraph.</summary>
    public string Description { get; init; } = "";

    /// <summary>The base scenario's file as written.</summary>
    public required string Base { get; init; }

    /// <summary>How each variant is replicated.</summary>
    public required ReplicationPlan Plan { get; init; }

    /// <summary>Replications to begin with, 1 or more.</summary>
    public required int Replications { get; init; }

    /// <summary>When there are replications enough; null = after <see cref="Replications"/>.</summary>
    public StudyTarget? Until { get; init; }

    /// <summary>Confidence of intervals, 0.5 to below 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Name of the variant that the others are compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>Metrics that are compared, in the order of the reports.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The variants, in the order of the file; at least two.</summary>
    public required IReadOnlyList<StudyVariant> Variants { get; init; }

    /// <summary>Digest of the study file, in lower-case hexadecimal.</summary>
    public required string Digest { get; init; }
}
