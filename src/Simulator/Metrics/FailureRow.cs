using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>failures.csv</c>: every refusal, also those that a later try made good.</summary>
[CsvRecord]
public sealed partial record FailureRow
{
    /// <summary>Seconds since the scenario's start.</summary>
    [CsvColumn("time_s")]
    public required double TimeS { get; init; }

    /// <summary>Server name.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary>Workload.</summary>
    [CsvColumn("workload")]
    public required string Workload { get; init; }

    /// <summary>Flavor.</summary>
    [CsvColumn("flavor")]
    public required string Flavor { get; init; }

    /// <summary>Who refused.</summary>
    [CsvColumn("stage")]
    public required string Stage { get; init; }

    /// <summary>Nova's exception class.</summary>
    [CsvColumn("exception")]
    public required string Exception { get; init; }

    /// <summary>Short cause that failures are grouped by.</summary>
    [CsvColumn("reason")]
    public required string Reason { get; init; }

    /// <summary><c>true</c> when the server ended in ERROR by it.</summary>
    [CsvColumn("final")]
    public required string Final { get; init; }

    /// <summary>One sentence for a person.</summary>
    [CsvColumn("detail")]
    public required string Detail { get; init; }

    /// <summary>Makes the row.</summary>
    public static FailureRow From(FailureRecord failure) => new()
    {
        TimeS = failure.At.TotalSeconds,
        Server = failure.Server,
        Workload = failure.Workload,
        Flavor = failure.Flavor,
        Stage = failure.Stage,
        Exception = failure.Exception,
        Reason = failure.Reason,
        Final = failure.Final ? "true" : "false",
        Detail = failure.Detail,
    };
}
