using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>leaks.csv</c>: something of a server's that Nova left behind on a host. Immutable.</summary>
[CsvRecord]
public sealed partial record LeakRow
{
    /// <summary>When it came about, in seconds from the start.</summary>
    [CsvColumn("at_s")]
    public required double At { get; init; }

    /// <summary>When it was gone or had changed, in seconds from the start; empty for still there.</summary>
    [CsvColumn("until_s")]
    public double? Until { get; init; }

    /// <summary>The server.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary>The host.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>Why Nova leaves it: held by error migration, failed rebuild without allocation and so on.</summary>
    [CsvColumn("cause")]
    public required string Cause { get; init; }

    /// <summary>The flow that caused it, as Nova calls it.</summary>
    [CsvColumn("flow")]
    public required string Flow { get; init; }

    /// <summary>What had just been done when the difference came about: an operation on a server, an audit, the start of a service.</summary>
    [CsvColumn("operation")]
    public required string Operation { get; init; }

    /// <summary>What is left: devices, allocations, or that there is none.</summary>
    [CsvColumn("what")]
    public required string What { get; init; }
}
