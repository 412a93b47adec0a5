using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>instances.csv</c>. Times are seconds since the scenario's start.</summary>
[CsvRecord]
public sealed partial record InstanceRow
{
    /// <summary>Server name.</summary>
    [CsvColumn("server")]
    public required string Server { get; init; }

    /// <summary>Workload.</summary>
    [CsvColumn("workload")]
    public required string Workload { get; init; }

    /// <summary>Flavor.</summary>
    [CsvColumn("flavor")]
    public required string Flavor { get; init; }

    /// <summary>Project.</summary>
    [CsvColumn("project")]
    public required string Project { get; init; }

    /// <summary><c>build</c>, <c>active</c>, <c>stopped</c>, <c>resized</c>, <c>shelved</c>, <c>error</c> or <c>deleted</c>.</summary>
    [CsvColumn("state")]
    public required string State { get; init; }

    /// <summary>Host, or empty.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>PCI addresses, separated by blanks.</summary>
    [CsvColumn("devices")]
    public required string Devices { get; init; }

    /// <summary>When it was asked for.</summary>
    [CsvColumn("requested_s")]
    public required double RequestedS { get; init; }

    /// <summary>When it became active, or empty.</summary>
    [CsvColumn("active_s")]
    public required double? ActiveS { get; init; }

    /// <summary>When it failed or was deleted, or empty.</summary>
    [CsvColumn("ended_s")]
    public required double? EndedS { get; init; }

    /// <summary>Hosts it was sent to.</summary>
    [CsvColumn("attempts")]
    public required int Attempts { get; init; }

    /// <summary>Group of the failure that ended it, or empty.</summary>
    [CsvColumn("failure_reason")]
    public required string FailureReason { get; init; }

    /// <summary>Makes the row.</summary>
    public static InstanceRow From(ServerRecord server) => new()
    {
        Server = server.Name,
        Workload = server.Workload,
        Flavor = server.Flavor,
        Project = server.Project,
        State = server.State.ToName(),
        Host = server.Host ?? "",
        Devices = string.Join(' ', server.Devices),
        RequestedS = server.RequestedAt.TotalSeconds,
        ActiveS = server.ActiveAt?.TotalSeconds,
        EndedS = server.EndedAt?.TotalSeconds,
        Attempts = server.Attempts,
        FailureReason = server.Failure?.Reason ?? "",
    };
}
