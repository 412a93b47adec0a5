using Model.Placement;

namespace Model.Scheduling;

/// <summary>
/// Turns a candidate into a claim of Placement and Placement's answer into an outcome
/// (<c>nova/scheduler/client/report.py</c>, claim_resources).
/// </summary>
public static class CandidateClaims
{
    /// <summary>
    /// The claim to be put. A guest that holds allocations already (an evacuation) keeps them, and gets the candidate's from
    /// providers it does not hold anything of.
    /// </summary>
    /// <param name="instance">The guest.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="request">Tells project and user.</param>
    /// <param name="held">What the guest holds, as read just before; null when it holds nothing.</param>
    public static ConsumerClaim Prepare(string instance, AllocationCandidate candidate, RequestSpec request, ConsumerRecord? held)
    {
        IReadOnlyList<ProviderAllocation> wanted = candidate.Allocations;
        if (held is { Allocations.Count: > 0 })
        {
            wanted =
            [
                .. held.Allocations,
                .. wanted.Where(allocation => held.Allocations.All(own => own.ProviderUuid != allocation.ProviderUuid)),
            ];
        }

        return new ConsumerClaim
        {
            ConsumerUuid = instance,
            Allocations = wanted,
            ProjectId = request.ProjectId,
            UserId = request.UserId,
            ConsumerGeneration = held is { Allocations.Count: > 0 } ? held.Generation : null,
        };
    }

    /// <summary>
    /// What the answer means to the scheduler. A conflict over a provider, which the real client retries, cannot be told from one over the
    /// consumer here and cannot happen: our Placement works on one request at a time.
    /// </summary>
    public static ClaimOutcome Judge(PlacementResult answer) => answer.IsSuccess ? ClaimOutcome.Claimed
        : answer.IsConcurrentUpdate ? ClaimOutcome.ConsumerConflict
        : ClaimOutcome.Refused;

    /// <summary>Reads what the guest holds, claims, and judges, all at one instant.</summary>
    public static ClaimOutcome Claim(PlacementStore store, ClaimAttempt attempt, RequestSpec request) => Judge(
        store.Claim(Prepare(attempt.Instance, attempt.Candidate, request, store.GetAllocations(attempt.Instance))));
}
