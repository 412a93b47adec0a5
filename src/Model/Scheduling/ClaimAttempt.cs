using Model.Placement;

namespace Model.Scheduling;

/// <summary>A claim to be tried in Placement.</summary>
/// <param name="Instance">The guest.</param>
/// <param name="Host">The host.</param>
/// <param name="Candidate">The host's first remaining candidate; no other of this host is tried for this guest.</param>
public readonly record struct ClaimAttempt(string Instance, HostState Host, AllocationCandidate Candidate);
