using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>One row of the objective, judged in one cloud. Immutable.</summary>
/// <param name="Case">The cloud.</param>
/// <param name="Goal">The row.</param>
/// <param name="Sample">The metric over the replications.</param>
/// <param name="Bound">
/// What the true mean is at most (or at least), with the plan's confidence; of rows about the worst, the worst run. NaN when no run has the figure.
/// </param>
internal sealed record PlanCheck(PlanCase Case, PlanGoal Goal, Sample Sample, double Bound)
{
    /// <summary>Whether the objective is met with confidence.</summary>
    public bool IsMet => !double.IsNaN(Bound) && Goal.IsMetBy(Bound);

    /// <summary>Judges a row by finished replications.</summary>
    public static PlanCheck Of(PlanCase cloud, PlanGoal goal, IReadOnlyList<Replication> runs, double confidence)
    {
        double[] values = [.. runs.Select(run => run.Value(goal.Metric)).OfType<double>()];
        Sample sample = Sample.Of(values);
        if (values.Length > 0 && (goal.IsWorst || values.Any(double.IsInfinity)))
        {
            // The mean of what is worst in each run says nothing of the worst run: every one must keep the limit.
            return new PlanCheck(cloud, goal, sample, goal.IsUpper ? values.Max() : values.Min());
        }

        double bound = (goal.IsUpper ? sample.UpperLimit(confidence) : sample.LowerLimit(confidence)) ?? double.NaN;
        string? requests = goal.Metric switch
        {
            "boots.failed.ratio" => "servers.requested",
            "boots.devices.failed.ratio" => "servers.devices.requested",
            _ => null,
        };
        if (goal.IsUpper && requests is not null && sample is { Mean: 0, Count: > 0 })
        {
            // No refusal among N requests shows only that refusals are rarer than about 3 in N (at 95 %).
            double count = runs.Sum(run => run.Value(requests) ?? 0);
            bound = count > 0 ? 1 - Math.Pow(1 - confidence, 1 / count) : double.NaN;
        }

        return new PlanCheck(cloud, goal, sample, bound);
    }
}
