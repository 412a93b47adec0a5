namespace Model.Networking;

/// <summary>What a guest's networks need from the host, for the NUMA affinity of virtual switches.</summary>
/// <param name="PhysicalNetworks">Provider networks, each once, in ascending ordinal order.</param>
/// <param name="IsTunneled">Whether at least one network is tunnelled.</param>
public sealed record NetworkMetadata(IReadOnlyList<string> PhysicalNetworks, bool IsTunneled);
