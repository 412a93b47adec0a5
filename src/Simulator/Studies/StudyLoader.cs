using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>Reads study files.</summary>
public sealed class StudyLoader
{
    private readonly BaseReader _base;
    private readonly MappingReader _reader;

    private StudyLoader(MappingReader reader, BaseReader origin)
    {
        _reader = reader;
        _base = origin;
    }

    /// <summary>Reads a study with its base scenario and everything these name.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="diagnostics">Receives every problem.</param>
    /// <returns>The study, or null when there were errors.</returns>
    public static Study? Load(string path, DiagnosticBag diagnostics) => BaseReader.Load(
        path, StudyFormat.Keys, diagnostics, (reader, origin, digest) => new StudyLoader(reader, origin).Bind(digest));

    private Study? Bind(string digest)
    {
        IReadOnlyList<KeyValuePair<Placed<string>, VariantEntry>> entries = _reader.List(StudyFormat.Variants);
        if (_reader.Has(StudyFormat.Variants) && entries.Count < 2)
        {
            Error(StudyFormat.Variants, ScenarioCodes.OutOfRange, "a study compares two variants or more; an empty one, {}, is the base scenario");
        }

        string[] names = [.. entries.Select(entry => entry.Key.Value)];
        foreach (Placed<string> name in entries.Select(entry => entry.Key))
        {
            _base.CheckFileName(name);
        }

        bool knowsBaseline = !_reader.TryGet(StudyFormat.Baseline, out Placed<string> baseline)
            || _reader.Context.Knows("variant", baseline, names);
        if (_base.Path is not { } file || !_base.IsReadable || !knowsBaseline || entries.Count < 2)
        {
            return null;
        }

        List<StudyVariant> variants = [];
        foreach ((Placed<string> name, VariantEntry entry) in entries)
        {
            if (_base.LoadScenario(entry.Change.Apply) is { } scenario)
            {
                variants.Add(new StudyVariant
                {
                    Name = name.Value, Description = entry.Description, Scenario = scenario, Changes = entry.Change.Lines,
                });
            }
        }

        return variants.Count == entries.Count && !_reader.Context.Diagnostics.HasErrors
            ? Finish(file, variants, _reader.Has(StudyFormat.Baseline) ? baseline.Value : names[0], digest)
            : null;
    }

    private Study? Finish(string file, List<StudyVariant> variants, string baseline, string digest)
    {
        Scenario scenario = variants.Find(variant => variant.Name == baseline)!.Scenario;
        ReplicationPlan plan = _base.Replication(scenario, [.. variants.Select(variant => variant.Scenario)]);
        IReadOnlyList<Placed<string>> metrics = _reader.List(StudyFormat.Metrics);
        UntilEntry? until = _reader.Find(StudyFormat.Until);
        Placed<string>[] asked = [.. metrics, .. until is null ? [] : new[] { until.Metric }];
        if (!_base.CanStart([.. variants.Select(variant => (variant.Name, variant.Scenario))], asked))
        {
            return null;
        }

        int replications = _reader.Get(StudyFormat.Replications, 10);
        if (until is not null && _reader.Has(StudyFormat.Replications) && replications > until.Max)
        {
            string message = FormattableString.Invariant($"'replications' is {replications}, more than the {until.Max} that 'until' allows");
            Error(StudyFormat.Until, ScenarioCodes.Contradiction, message);
            return null;
        }

        return new Study
        {
            Name = _reader.TryGet(StudyFormat.Name, out Placed<string> name) ? name.Value : string.Empty,
            Description = _reader.Get(StudyFormat.Description, string.Empty).Trim(),
            Base = file,
            Plan = plan,
            Replications = until is null ? replications : Math.Clamp(replications, 2, until.Max),
            Until = until is null ? null : new StudyTarget(until.Metric.Value, until.HalfWidth, until.Max),
            Confidence = _reader.Get(StudyFormat.Confidence, 0.95),
            Baseline = baseline,
            Metrics = metrics.Count == 0 ? StudyMetrics.Default(scenario) : [.. metrics.Select(metric => metric.Value).Distinct()],
            Variants = variants,
            Digest = digest,
        };
    }

    private void Error(Key key, string code, string message) => _reader.Context.Error(code, _reader.PositionOf(key), message);
}
