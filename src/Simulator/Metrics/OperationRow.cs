using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>operations.csv</c>: an operation of the scenario and what became of it.</summary>
[CsvRecord]
public sealed partial record OperationRow
{
    /// <summary>When it was asked for, in seconds.</summary>
    [CsvColumn("time_s")]
    public required double TimeS { get; init; }

    /// <summary>Its name, as in the scenario.</summary>
    [CsvColumn("operation")]
    public required string Operation { get; init; }

    /// <summary>The server, host or resource provider.</summary>
    [CsvColumn("target")]
    public required string Target { get; init; }

    /// <summary>HTTP status of the API's answer; null for what is done on hosts.</summary>
    [CsvColumn("status")]
    public required int? Status { get; init; }

    /// <summary><c>accepted</c>, <c>refused</c> by the API or the starting service, or <c>failed</c> later.</summary>
    [CsvColumn("outcome")]
    public required string Outcome { get; init; }

    /// <summary>Exception class of the refusal, or of the first error that came later; else empty.</summary>
    [CsvColumn("error")]
    public required string Error { get; init; }

    /// <summary>The refusal's words, or where the later errors happened: METHOD on HOST: ERROR.</summary>
    [CsvColumn("message")]
    public required string Message { get; init; }

    /// <summary>When nothing of it was left to do, in seconds, or null.</summary>
    [CsvColumn("ended_s")]
    public required double? EndedS { get; init; }
}
