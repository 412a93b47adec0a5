namespace Simulator.Studies;

/// <summary>
/// Finds the least value that meets a plan's objective by bisection, which takes for granted that more is never worse; the values
/// around the answer are tried, too, to see whether that holds there. Then lets the load grow until the objective is missed.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="runner">Runs the replications.</param>
/// <param name="tried">Told of every value that was tried.</param>
internal sealed class PlanSearch(CapacityPlan plan, ReplicationRunner runner, Action<PlanTrial> tried)
{
    private readonly List<PlanTrial> _trials = [];
    private bool _isInterrupted;

    /// <summary>Searches.</summary>
    public PlanResult Run()
    {
        PlanTrial? answer = Search();
        IReadOnlyList<Exhaustion> exhaustions = answer is null || plan.Growth is null || _isInterrupted ? [] : Exhaust(answer.Option, plan.Growth);
        return new PlanResult(plan, _trials, answer, exhaustions, !_isInterrupted);
    }

    private PlanTrial? Search()
    {
        int most = plan.Variable.Options.Count - 1;
        PlanTrial? best = Try(most);
        if (best is not { IsMet: true })
        {
            return Elsewhere(most);
        }

        // Below every value that was seen to meet the objective lies one that was seen to miss it, or the start.
        int misses = -1;
        if (most > 0)
        {
            if (Try(0) is not { } least)
            {
                return null;
            }

            best = least.IsMet ? least : best;
            misses = least.IsMet ? -1 : 0;
        }

        while (best.Index - misses > 1)
        {
            if (Try((best.Index + misses) / 2) is not { } middle)
            {
                return null;
            }

            best = middle.IsMet ? middle : best;
            misses = middle.IsMet ? misses : middle.Index;
        }

        foreach (int around in new[] { best.Index - 2, best.Index + 1, best.Index + 2 }.Where(index => index >= 0 && index <= most))
        {
            if (Try(around) is { IsMet: true } smaller && smaller.Index < best.Index)
            {
                best = smaller;
            }
        }

        return _isInterrupted ? null : best;
    }

    /// <summary>Where even the most generous value misses: more may be worse, so the first value and the middle one get a look.</summary>
    private PlanTrial? Elsewhere(int most)
    {
        foreach (int index in new[] { 0, most / 2 }.Where(index => index < most && !_isInterrupted))
        {
            Try(index);
        }

        return _isInterrupted ? null : _trials.Where(trial => trial.IsMet).MinBy(trial => trial.Index);
    }

    private PlanTrial? Try(int index)
    {
        if (_trials.Find(trial => trial.Index == index) is { } known)
        {
            return known;
        }

        PlanOption option = plan.Variable.Options[index];
        List<PlanCheck> checks = [];
        List<IReadOnlyList<Replication>>? runs = RunCases(option, 1, Enumerable.Range(0, plan.Replications));
        if (runs is null)
        {
            return null;
        }

        for (int place = 0; place < option.Cases.Count; place++)
        {
            checks.AddRange(plan.Goals.Select(goal => PlanCheck.Of(option.Cases[place], goal, runs[place], plan.Confidence)));
        }

        PlanTrial trial = new(_trials.Count + 1, index, option, checks);
        _trials.Add(trial);
        tried(trial);
        return trial;
    }

    /// <summary>
    /// For every replication the first period whose load it does not bear. All go on at the same time, each by a bisection of its own.
    /// </summary>
    private List<Exhaustion> Exhaust(PlanOption option, PlanGrowth growth)
    {
        int[] holds = [.. Enumerable.Repeat(-1, plan.Replications)];
        int[] fails = [.. Enumerable.Repeat(growth.Horizon + 1, plan.Replications)];
        for (bool isFirst = true; !_isInterrupted; isFirst = false)
        {
            int[] open = [.. Enumerable.Range(0, plan.Replications).Where(number => fails[number] - holds[number] > 1)];
            if (open.Length == 0)
            {
                break;
            }

            foreach (IGrouping<int, int> group in open
                .GroupBy(number => isFirst ? growth.Horizon : (holds[number] + fails[number]) / 2).OrderBy(group => group.Key))
            {
                int[] numbers = [.. group];
                List<IReadOnlyList<Replication>>? runs = RunCases(option, growth.LoadAfter(group.Key), numbers);
                for (int index = 0; runs is not null && index < numbers.Length; index++)
                {
                    bool isMet = runs.All(cloud => plan.Goals.All(goal => cloud[index].Value(goal.Metric) is { } value && goal.IsMetBy(value)));
                    (isMet ? holds : fails)[numbers[index]] = group.Key;
                }
            }
        }

        return _isInterrupted ? [] :
        [
            .. Enumerable.Range(0, plan.Replications).Select(number => new Exhaustion(
                number, plan.Plan.SeedOf(number), fails[number] > growth.Horizon ? null : fails[number])),
        ];
    }

    /// <summary>The replications of every case of an option, in the order given; null when interrupted.</summary>
    private List<IReadOnlyList<Replication>>? RunCases(PlanOption option, double load, IEnumerable<int> numbers)
    {
        int[] wanted = [.. numbers];
        string[] asked = [.. plan.Goals.Select(goal => goal.Metric).Where(StudyMetrics.IsReadOnRequest).Distinct()];
        ReplicationPlan replication = load == 1 ? plan.Plan : plan.Plan with
        {
            Resample = [.. plan.Plan.Resample.Select(rule => rule with { Share = rule.Share * load })],
        };
        List<ReplicationJob> jobs = [];
        foreach (PlanCase cloud in option.Cases)
        {
            jobs.AddRange(wanted.Select(number => new ReplicationJob(
                FileName(option.Value, cloud), load == 1 ? cloud.Scenario : PlanCases.WithLoad(cloud.Scenario, load), replication, number, asked)));
        }

        Replication?[] runs = runner.Run(jobs);
        _isInterrupted |= runs.Any(run => run is null);
        return _isInterrupted
            ? null
            : [.. Enumerable.Range(0, option.Cases.Count)
                .Select(place => (IReadOnlyList<Replication>)[.. runs.Skip(place * wanted.Length).Take(wanted.Length).Select(run => run!)])];
    }

    private static string FileName(string value, PlanCase cloud)
    {
        const int lengthMax = 40;
        string name = (value.Length == 0 ? "base" : value) + (cloud.Name == PlanCases.Whole ? "" : "-" + cloud.Name);
        name = string.Concat(name.Take(lengthMax).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
        return "v" + name;
    }
}
