namespace Simulator.Metrics;

/// <summary>What is remembered of one server's life: a row of <c>instances.csv</c>. Filled by the flows as time passes.</summary>
public sealed class ServerRecord
{
    /// <summary>Server name.</summary>
    public required string Name { get; init; }

    /// <summary>The workload that asked for it.</summary>
    public required string Workload { get; init; }

    /// <summary>Flavor name.</summary>
    public required string Flavor { get; set; }

    /// <summary>Project.</summary>
    public required string Project { get; init; }

    /// <summary>When the API received the request.</summary>
    public required TimeSpan RequestedAt { get; init; }

    /// <summary>When it became active, or null.</summary>
    public TimeSpan? ActiveAt { get; set; }

    /// <summary>When it failed or was deleted, or null.</summary>
    public TimeSpan? EndedAt { get; set; }

    /// <summary>Its state now.</summary>
    public ServerState State { get; set; } = ServerState.Build;

    /// <summary>The host it is (or was last) on, or null.</summary>
    public string? Host { get; set; }

    /// <summary>Addresses of the PCI devices it has (or had last), ascending.</summary>
    public IReadOnlyList<string> Devices { get; set; } = [];

    /// <summary>Numbers of the host's NUMA nodes that its cells are on, in the order of the cells; empty without NUMA cells.</summary>
    public IReadOnlyList<int> NumaNodes { get; set; } = [];

    /// <summary>Host CPUs that it is pinned to, as a list with ranges; empty for none.</summary>
    public string PinnedCpus { get; set; } = "";

    /// <summary>Hosts it was sent to, including the last one.</summary>
    public int Attempts { get; set; }

    /// <summary>The failure that ended it, or null.</summary>
    public FailureRecord? Failure { get; set; }

    /// <summary>The status that the API shows, for example <c>VERIFY_RESIZE</c>.</summary>
    public string Status { get; set; } = "BUILD";

    /// <summary>The latest fault, exception and message; empty for none. It stays when the server recovers.</summary>
    public string Fault { get; set; } = "";

    /// <summary>The record as it is now.</summary>
    public ServerRecord Copy() => (ServerRecord)MemberwiseClone();
}
