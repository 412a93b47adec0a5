using Model.Configuration;

namespace Model.Scheduling;

/// <summary>What pre-filters look at besides the request.</summary>
public sealed record PreFilterContext
{
    /// <summary>The scheduler's configuration and release.</summary>
    public required NovaOptions Options { get; init; }

    /// <summary>All host aggregates, in order of creation.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; init; } = [];

    /// <summary>What the network service says, or null where no request names networks.</summary>
    public INetworkDirectory? Networks { get; init; }

    /// <summary>The lowest service version of all compute services, of all cells.</summary>
    public int MinimumComputeVersion { get; init; } = NovaRelease.Default.ServiceVersion;
}
