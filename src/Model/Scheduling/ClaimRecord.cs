using Model.Placement;

namespace Model.Scheduling;

/// <summary>A claim that was tried.</summary>
/// <param name="Instance">The guest.</param>
/// <param name="Host">The host.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct ClaimRecord(string Instance, string Host, AllocationCandidate Candidate, ClaimOutcome Outcome);
