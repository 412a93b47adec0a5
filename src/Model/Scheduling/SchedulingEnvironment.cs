namespace Model.Scheduling;

/// <summary>What a request's scheduling looks up besides Placement and host states.</summary>
/// <param name="Nodes">Finds compute nodes by name.</param>
/// <param name="Aggregates">All host aggregates, in order of creation.</param>
/// <param name="Networks">What the network service says, or null where no request names networks.</param>
public sealed record SchedulingEnvironment(
    IComputeNodeDirectory Nodes, IReadOnlyList<HostAggregate> Aggregates, INetworkDirectory? Networks = null);
