using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>Runs a study: as many rounds of replications as its stopping rule asks for.</summary>
/// <param name="study">The study.</param>
/// <param name="runner">Runs the replications.</param>
internal sealed class StudyRunner(Study study, ReplicationRunner runner)
{
    /// <summary>Runs the study.</summary>
    /// <param name="round">Told the number of replications of each variant before a round begins.</param>
    public StudyResult Run(Action<int> round)
    {
        List<Replication> done = [];
        int count = study.Replications;
        bool isComplete = true;
        for (int from = 0; isComplete && from < count;)
        {
            round(count);
            Replication?[] results = runner.Run(Jobs(from, count));
            done.AddRange(results.OfType<Replication>());
            isComplete = results.All(result => result is not null);
            from = count;
            count = isComplete ? Next(done, count) : count;
        }

        return new StudyResult(study, done, isComplete);
    }

    private List<ReplicationJob> Jobs(int from, int until)
    {
        // Flavor metrics are read only when asked for, so which ones are is an input of the run.
        IEnumerable<string> all = study.Until is { } target ? study.Metrics.Append(target.Metric) : study.Metrics;
        string[] asked = [.. all.Where(StudyMetrics.IsReadOnRequest).Distinct()];
        List<ReplicationJob> jobs = [];
        for (int number = from; number < until; number++)
        {
            jobs.AddRange(study.Variants.Select(variant => new ReplicationJob(variant.Name, variant.Scenario, study.Plan, number, asked)));
        }

        return jobs;
    }

    /// <summary>
    /// How many replications there should be: an interval shrinks with the root of their number, so the present width tells about
    /// where the wanted one will be reached.
    /// </summary>
    private int Next(List<Replication> done, int count)
    {
        if (study.Until is not { } target || count >= target.Max)
        {
            return count;
        }

        double widest = 0;
        foreach (StudyVariant variant in study.Variants.Where(variant => variant.Name != study.Baseline))
        {
            PairedDifference pairs = StudyResult.Pair(done, study.Baseline, variant.Name, target.Metric);
            widest = Math.Max(widest, pairs.Difference.IntervalAt(study.Confidence)?.HalfWidth ?? 0);
        }

        if (widest <= target.HalfWidth)
        {
            return count;
        }

        // At most three times as many at once: the first few runs may be far off.
        double factor = Math.Min(3, Math.Pow(widest / target.HalfWidth, 2));
        return Math.Min(target.Max, Math.Max(count + 1, (int)Math.Ceiling(count * factor)));
    }
}
