using System.Globalization;
using System.Text.Json;
using Simulator.Metrics;

namespace Simulator.Expectations;

/// <summary>A folder of baselines, one file a scenario.</summary>
/// <param name="path">The folder; it need not exist.</param>
internal sealed class BaselineFolder(string path)
{
    /// <summary>Where baselines are unless the command says otherwise.</summary>
    public static readonly string Default = Path.Combine("results", "baselines");

    /// <summary>The file of a scenario.</summary>
    public string FileOf(string scenario) => Path.Combine(path, scenario + ".json");

    /// <summary>The baseline of a scenario, or null when there is none.</summary>
    /// <exception cref="BaselineException">The file is not a baseline.</exception>
    public Baseline? Read(string scenario)
    {
        string file = FileOf(scenario);
        if (!File.Exists(file))
        {
            return null;
        }

        Baseline? baseline;
        try
        {
            baseline = JsonSerializer.Deserialize<Baseline>(File.ReadAllText(file), ResultFolder.Json);
        }
        catch (JsonException exception)
        {
            throw new BaselineException($"{file}: {exception.Message}");
        }

        if (baseline is not { Metrics: not null })
        {
            throw new BaselineException($"{file}: 'metrics' is missing");
        }

        foreach ((string name, BaselineMetric metric) in baseline.Metrics)
        {
            if (metric is null || !TryAllowed(metric, out _))
            {
                throw new BaselineException($"{file}: {name}: the tolerance '{metric?.Tolerance}' is neither a number nor a percentage from 0 up");
            }
        }

        return baseline;
    }

    /// <summary>Writes the baseline of a run. Tolerances of an earlier baseline stay.</summary>
    public void Write(RunResult result, Baseline? earlier)
    {
        SortedDictionary<string, BaselineMetric> metrics = BaselineMetrics.Of(result);
        foreach ((string name, BaselineMetric metric) in earlier?.Metrics ?? [])
        {
            if (metrics.TryGetValue(name, out BaselineMetric? now))
            {
                metrics[name] = now with { Tolerance = metric.Tolerance };
            }
        }

        Baseline baseline = new() { Scenario = result.Scenario.Name, Digest = result.Scenario.Digest, Metrics = metrics };
        ResultFolder.Open(path).WriteJson(result.Scenario.Name + ".json", baseline);
    }

    /// <summary>Every metric of the baseline or the run beside the other. A metric that only one of them has does not hold.</summary>
    public static IReadOnlyList<BaselineDifference> Compare(Baseline baseline, RunResult result)
    {
        SortedDictionary<string, BaselineMetric> now = BaselineMetrics.Of(result);
        List<BaselineDifference> rows = [];
        foreach (string name in baseline.Metrics.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            BaselineMetric? none = IsCountedWhenThere(name) ? new BaselineMetric(0) : null;
            BaselineMetric? before = baseline.Metrics.GetValueOrDefault(name, none!);
            BaselineMetric? after = now.GetValueOrDefault(name, none!);
            bool holds = before is not null && after is not null && TryAllowed(before, out double allowed)
                && Math.Abs(after.Value - before.Value) <= allowed + 1e-9;
            string tolerance = string.IsNullOrEmpty(before?.Tolerance) ? "0" : before.Tolerance;
            rows.Add(new BaselineDifference(name, before?.Value, after?.Value, tolerance, holds));
        }

        return rows;
    }

    /// <summary>Causes and kinds that do not occur are not listed; there is none of them.</summary>
    private static bool IsCountedWhenThere(string name) =>
        name.StartsWith("refusals.", StringComparison.Ordinal) || name.StartsWith("stranded.", StringComparison.Ordinal);

    private static bool TryAllowed(BaselineMetric metric, out double allowed)
    {
        string text = metric.Tolerance ?? "";
        bool isShare = text.EndsWith('%');
        bool isNumber = double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        allowed = isShare ? Math.Abs(metric.Value) * number / 100 : number;
        return text.Length == 0 || (isNumber && number >= 0 && double.IsFinite(number));
    }
}
