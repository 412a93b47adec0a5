using Simulator.Metrics;

namespace Simulator.Expectations;

/// <summary>The figures of a run that baselines keep.</summary>
internal static class BaselineMetrics
{
    private const string Means = "1%";

    /// <summary>The metrics of a run by name, each with the tolerance that a new baseline gets: none for counts, 1 % for means.</summary>
    public static SortedDictionary<string, BaselineMetric> Of(RunResult result)
    {
        RunSummary summary = result.Summary;
        SortedDictionary<string, BaselineMetric> metrics = new(StringComparer.Ordinal)
        {
            ["servers.requested"] = new(summary.Requested),
            ["servers.started"] = new(summary.Started),
            ["servers.active"] = new(summary.Active),
            ["servers.failed"] = new(summary.Failed),
            ["servers.deleted"] = new(summary.Deleted),
            ["reschedules"] = new(summary.Reschedules),
            ["hosts.empty.mean"] = new(Rounded(summary.EmptyHosts.Mean), Means),
        };
        foreach (ReasonCount reason in summary.Failures)
        {
            metrics[$"refusals.{reason.Stage}.{reason.Reason}"] = new(reason.Count);
        }

        foreach (ResourceUse use in summary.Utilization)
        {
            metrics[$"utilization.{use.Resource}.mean"] = new(Rounded(use.Mean), Means);
            metrics[$"utilization.{use.Resource}.max"] = new(Rounded(use.Max), Means);
        }

        foreach (IGrouping<string, StrandedSum> kind in summary.Stranded.GroupBy(sum => sum.Kind, StringComparer.Ordinal))
        {
            metrics[$"stranded.{kind.Key}.mean"] = new(Rounded(kind.Sum(sum => sum.Mean)), Means);
        }

        foreach (HeadroomRow row in result.Headroom)
        {
            string place = row.Aggregate.Length == 0 ? "" : $"{row.Aggregate}/";
            metrics[FormattableString.Invariant($"fits.{place}{row.Flavor}@{row.TimeS:0.###}s")] = new(row.Fits);
        }

        if (summary.BootSeconds is { P50: { } median, P95: { } slow })
        {
            metrics["boot_seconds.p50"] = new(Rounded(median), Means);
            metrics["boot_seconds.p95"] = new(Rounded(slow), Means);
        }

        return metrics;
    }

    // Enough for any tolerance, and a file that people can read.
    private static double Rounded(double value) => Math.Round(value, 6);
}
