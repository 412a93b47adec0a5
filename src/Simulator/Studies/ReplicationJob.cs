using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Statistics;

namespace Simulator.Studies;

/// <summary>One run of a study that is wanted. Immutable.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Scenario">The variant's scenario.</param>
/// <param name="Plan">How it is replicated.</param>
/// <param name="Number">Number of the replication, from 0.</param>
/// <param name="Asked">Metrics that are asked for by name.</param>
internal sealed record ReplicationJob(string Variant, Scenario Scenario, ReplicationPlan Plan, int Number, IReadOnlyList<string> Asked)
{
    /// <summary>To be raised when the same inputs give another result, and no code has changed.</summary>
    private const string Format = "2";

    /// <summary>Into how many parts a run is cut, to notice an interruption soon.</summary>
    private const int Steps = 2000;

    /// <summary>What the program itself is: results of another build are not taken for this one's.</summary>
    private static readonly string Build = string.Join(' ', new[] { typeof(ReplicationJob), typeof(Model.NovaException) }
        .Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString("N")));

    /// <summary>Digest of everything the run depends on; equal keys mean equal results.</summary>
    public string Key
    {
        get
        {
            string[] parts =
            [
                Format,
                Build,
                Scenario.Digest,
                Plan.SeedOf(Number).ToString(CultureInfo.InvariantCulture),
                Plan.Warmup.Ticks.ToString(CultureInfo.InvariantCulture),
                .. Plan.Resample.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Workload} {rule.Share:R}")),
                "metrics",
                .. Asked.Order(StringComparer.Ordinal),
            ];
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        }
    }

    /// <summary>Runs it; null when it was interrupted.</summary>
    public Replication? Run(System.Threading.CancellationToken interrupted)
    {
        if (interrupted.IsCancellationRequested)
        {
            return null;
        }

        Scenario scenario = Plan.Replicate(Scenario, Number);
        RunResult result = new CloudRun(scenario, new RunOptions()).Run(Steps, _ => { }, interrupted);
        return result.Summary.Interrupted
            ? null
            : new Replication(
                Key, Variant, Number, scenario.Seed, SuggestWarmup(result), StudyMetrics.Read(result, Plan.Warmup, Asked));
    }

    private static double? SuggestWarmup(RunResult result)
    {
        IReadOnlyList<double> active = result.Series.FirstOrDefault(series => series is { Metric: "servers", Label: "active" })?.Values ?? [];
        return Mser5.Suggest(active) is { } count ? result.Intervals.StartOf(count).TotalSeconds : null;
    }
}
