namespace Simulator.Metrics;

/// <summary>A refusal, with its place and its cause: a row of <c>failures.csv</c>. Immutable.</summary>
public sealed record FailureRecord
{
    /// <summary>When.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Server name.</summary>
    public required string Server { get; init; }

    /// <summary>Its workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Its flavor.</summary>
    public required string Flavor { get; init; }

    /// <summary>Who refused: <c>api</c>, <c>placement</c>, a filter's name, <c>placement claim</c>, <c>compute claim</c> or <c>spawn</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Nova's exception class, for example <c>NoValidHost</c>.</summary>
    public required string Exception { get; init; }

    /// <summary>Short cause that failures are grouped by, for example <c>no candidate: CUSTOM_PCI_10DE_20B5</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>Whether the server ended in ERROR by it (and was not tried again elsewhere).</summary>
    public required bool Final { get; init; }
}
