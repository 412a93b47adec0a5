using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>What a study found. Immutable.</summary>
internal sealed class StudyResult
{
    /// <summary>Compares the finished replications.</summary>
    /// <param name="study">The study.</param>
    /// <param name="replications">The finished runs.</param>
    /// <param name="isComplete">False when it was interrupted.</param>
    public StudyResult(Study study, IReadOnlyList<Replication> replications, bool isComplete)
    {
        Study = study;
        IsComplete = isComplete;
        string[] order = [.. study.Variants.Select(variant => variant.Name)];
        Replications = [.. replications.OrderBy(run => Array.IndexOf(order, run.Variant)).ThenBy(run => run.Number)];
        Comparisons = Comparison.All(this);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>Finished runs by variant, in the order of the file, then by number.</summary>
    public IReadOnlyList<Replication> Replications { get; }

    /// <summary>Whether every replication that was wanted is there.</summary>
    public bool IsComplete { get; }

    /// <summary>Every metric of every variant against the baseline, by metric in the study's order, then by variant.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>Replications that every variant has.</summary>
    public int Complete => Study.Variants.Count == 0
        ? 0
        : Study.Variants.Min(variant => Replications.Count(run => run.Variant == variant.Name));

    /// <summary>A variant's values of a metric, in the order of the replications; those without one, or with an infinite one, are left out.</summary>
    public IReadOnlyList<double> Values(string variant, string metric) =>
        [.. Replications.Where(run => run.Variant == variant).Select(run => Finite(run, metric)).OfType<double>()];

    /// <summary>Replications of a variant in which a metric is infinite: something was not over.</summary>
    public int Endless(string variant, string metric) =>
        Replications.Count(run => run.Variant == variant && run.Value(metric) is { } value && double.IsInfinity(value));

    /// <summary>Pairs up the replications that both variants have.</summary>
    public static PairedDifference Pair(IReadOnlyList<Replication> runs, string baseline, string variant, string metric)
    {
        List<double> first = [];
        List<double> second = [];
        Dictionary<int, double?> others = runs.Where(run => run.Variant == variant).ToDictionary(run => run.Number, run => Finite(run, metric));
        foreach (Replication run in runs.Where(run => run.Variant == baseline).OrderBy(run => run.Number))
        {
            if (Finite(run, metric) is { } left && others.GetValueOrDefault(run.Number) is { } right)
            {
                first.Add(left);
                second.Add(right);
            }
        }

        return PairedDifference.Of(first, second);
    }

    private static double? Finite(Replication run, string metric) => run.Value(metric) is { } value && double.IsFinite(value) ? value : null;
}
