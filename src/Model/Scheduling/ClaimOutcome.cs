namespace Model.Scheduling;

/// <summary>How an attempt to claim a candidate in Placement ended (<c>nova/scheduler/client/report.py</c>, claim_resources).</summary>
public enum ClaimOutcome
{
    /// <summary>The allocations are the guest's.</summary>
    Claimed,

    /// <summary>Refused: capacity, or too many conflicts over a provider. The next host is tried.</summary>
    Refused,

    /// <summary>
    /// Somebody else changed the guest's allocations (<c>AllocationUpdateFailed</c>). Ends the request; earlier claims stay behind.
    /// </summary>
    ConsumerConflict,
}
