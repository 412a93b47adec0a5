namespace Model.Scheduling;

/// <summary>What a <see cref="SchedulingRun"/> needs next.</summary>
public enum SchedulingStep
{
    /// <summary>Placement's answer to <see cref="SchedulingRun.Query"/>.</summary>
    Candidates,

    /// <summary>The states of the compute nodes in question.</summary>
    Hosts,

    /// <summary>The outcome of claiming <see cref="SchedulingRun.Claim"/>.</summary>
    Claim,

    /// <summary>Nothing: every guest has a host.</summary>
    Succeeded,

    /// <summary>
    /// Nothing more than giving back the claims of <see cref="SchedulingRun.GiveBack"/>; see <see cref="SchedulingRun.Refusal"/>.
    /// </summary>
    Failed,
}
