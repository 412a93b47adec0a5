namespace Simulator.Studies;

/// <summary>What a plan found. Immutable.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Trials">The values that were tried, in the order of the trials.</param>
/// <param name="Answer">The least value that meets the objective; null when none does, or when interrupted before.</param>
/// <param name="Exhaustions">When each replication outgrows the answer; empty without growth or answer.</param>
/// <param name="IsComplete">False when it was interrupted.</param>
internal sealed record PlanResult(
    CapacityPlan Plan,
    IReadOnlyList<PlanTrial> Trials,
    PlanTrial? Answer,
    IReadOnlyList<Exhaustion> Exhaustions,
    bool IsComplete)
{
    /// <summary>Trials in the order of the values.</summary>
    public IReadOnlyList<PlanTrial> ByValue => [.. Trials.OrderBy(trial => trial.Index)];

    /// <summary>
    /// A value that misses the objective although a less generous one meets it, or null: then more is not always better, and the answer
    /// is the least value only among those that were tried.
    /// </summary>
    public PlanTrial? Reversal => ByValue.FirstOrDefault(trial => !trial.IsMet && Trials.Any(other => other.IsMet && other.Index < trial.Index));

    /// <summary>
    /// The period by which that share of the replications has outgrown the answer; null when it is beyond the horizon.
    /// </summary>
    /// <param name="share">0–1.</param>
    public int? ExhaustedBy(double share)
    {
        int[] sorted = [.. Exhaustions.Select(one => one.Periods ?? int.MaxValue).Order()];
        int place = Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1);
        return sorted.Length == 0 || sorted[place] == int.MaxValue ? null : sorted[place];
    }
}
