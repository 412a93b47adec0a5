using Model.Numa;
using Model.Placement;

namespace Model.Scheduling;

/// <summary>A host chosen for a guest, or kept as an alternate (Nova: <c>objects/selection.py</c>). Immutable.</summary>
public sealed record Selection
{
    /// <summary>The service's host name.</summary>
    public required string Host { get; init; }

    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>The node's identity.</summary>
    public required string NodeUuid { get; init; }

    /// <summary>The cell of the host.</summary>
    public required string Cell { get; init; }

    /// <summary>The candidate: claimed for a choice, not for an alternate; null where no candidates were used.</summary>
    public AllocationCandidate? Candidate { get; init; }

    /// <summary>The limits that the compute's claim shall keep, or null when the NUMA filter did not run.</summary>
    public NumaLimits? NumaLimits { get; init; }

    internal static Selection Of(HostState host, AllocationCandidate? candidate) => new()
    {
        Host = host.Host,
        Node = host.Node,
        NodeUuid = host.Uuid,
        Cell = host.Cell,
        Candidate = candidate,
        NumaLimits = host.NumaLimits,
    };
}
