namespace Simulator.Scenarios;

/// <summary>A server group. Immutable.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Policy"><c>affinity</c>, <c>anti-affinity</c>, <c>soft-affinity</c> or <c>soft-anti-affinity</c>.</param>
/// <param name="MaxServerPerHost">For anti-affinity: servers of the group one host may hold, at least 1.</param>
public sealed record ServerGroupDefinition(string Name, string Policy, int MaxServerPerHost = 1);
