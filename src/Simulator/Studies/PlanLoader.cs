using Model.Diagnostics;
using Simulator.Expectations;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Values;

namespace Simulator.Studies;

/// <summary>Reads plan files.</summary>
public sealed class PlanLoader
{
    private readonly MappingReader _reader;
    private readonly BaseReader _base;

    private PlanLoader(MappingReader reader, BaseReader origin)
    {
        _reader = reader;
        _base = origin;
    }

    /// <summary>Reads a plan with its base scenario and everything these name.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="diagnostics">Receives every problem.</param>
    /// <returns>The plan, or null when there were errors.</returns>
    public static CapacityPlan? Load(string path, DiagnosticBag diagnostics) => BaseReader.Load(
        path, PlanFormat.Keys, diagnostics, (reader, origin, digest) => new PlanLoader(reader, origin).Bind(digest));

    private CapacityPlan? Bind(string digest)
    {
        IReadOnlyList<PlanGoal> goals = Goals(out List<Placed<string>> metrics);
        VaryEntry? vary = _reader.Find(PlanFormat.Vary);
        IReadOnlyList<string> redundancy = _reader.List(PlanFormat.NPlusOne);
        if (_base.Path is not { } file || !_base.IsReadable || _reader.Context.Diagnostics.HasErrors)
        {
            return null;
        }

        ScenarioChange change = _reader.Find(PlanFormat.Change)?.Change ?? new ScenarioChange();
        List<PlanOption> options = [];
        List<Node?> values = vary is null ? new List<Node?> { null } : [.. vary.Values];
        foreach (Node? value in values)
        {
            ScenarioChange own = value is null ? change : change with
            {
                Set = [.. change.Set, .. vary!.Paths.Select(path => KeyValuePair.Create(path, value))],
            };
            if (_base.LoadScenario(own.Apply) is { } scenario)
            {
                IReadOnlyList<PlanCase> cases = PlanCases.Of(scenario, redundancy.Contains("host"), redundancy.Contains("rack"));
                options.Add(new PlanOption(value is null ? string.Empty : NodeText.Of(value), cases));
            }
        }

        return _reader.Context.Diagnostics.HasErrors || options.Count == 0
            ? null
            : Finish(file, digest, goals, metrics, new DecisionVariable(vary?.Name ?? string.Empty, options), redundancy);
    }

    private CapacityPlan? Finish(
        string file,
        string digest,
        IReadOnlyList<PlanGoal> goals,
        List<Placed<string>> metrics,
        DecisionVariable variable,
        IReadOnlyList<string> redundancy)
    {
        Scenario first = variable.Options[0].Cases[0].Scenario;
        Scenario last = variable.Options[^1].Cases[0].Scenario;
        ReplicationPlan plan = _base.Replication(first, [.. variable.Options.Select(option => option.Cases[0].Scenario)]);
        PlanGrowth? growth = _reader.Find(PlanFormat.Growth);
        if (redundancy.Contains("rack") && first.Hosts.All(host => host.Rack is null))
        {
            Error(PlanFormat.NPlusOne, "the scenario's hosts have no racks; give them one with rack:");
        }

        if (growth is not null && first.Arrivals.Count == 0 && plan.Resample.Count == 0)
        {
            Error(PlanFormat.Growth, "nothing can grow: the scenario has no random arrivals, and no workload is drawn anew with resample:");
        }

        return !_base.CanStart([("first value", first), ("last value", last)], metrics) ? null : new CapacityPlan
        {
            Name = _reader.TryGet(StudyFormat.Name, out Placed<string> name) ? name.Value : string.Empty,
            Description = _reader.Get(StudyFormat.Description, string.Empty).Trim(),
            Base = file,
            Plan = plan,
            Replications = _reader.Get(PlanFormat.Replications, 10),
            Confidence = _reader.Get(PlanFormat.Confidence, 0.95),
            Goals = goals,
            Variable = variable,
            Growth = growth,
            Digest = digest,
        };
    }

    private List<PlanGoal> Goals(out List<Placed<string>> metrics)
    {
        List<PlanGoal> goals = [];
        metrics = [];
        foreach (Expectation row in _reader.List(PlanFormat.Objective))
        {
            SourcePosition position = new(row.File, row.Line, row.Column);
            if (row.Operator is not ("<=" or ">=") || !FactText.TryNumber(row.Value, out double limit))
            {
                string message = $"'{row.Text}' is no objective; write METRIC <= NUMBER or METRIC >= NUMBER";
                _reader.Context.Error(ScenarioCodes.InvalidValue, position, message);
            }
            else
            {
                CheckUnit(row, limit, position);
                metrics.Add(new Placed<string>(row.Subject, position));
                goals.Add(new PlanGoal(row.Text.Trim(), row.Subject, row.Operator[0] == '<', limit));
            }
        }

        if (goals.Count == 0 && !_reader.Context.Diagnostics.HasErrors)
        {
            Error(PlanFormat.Objective, "an objective has one row or more");
        }

        return goals;
    }

    /// <summary>Refuses limits that no such metric can have: a size, a time for a share, a share above 1.</summary>
    private void CheckUnit(Expectation row, double limit, SourcePosition position)
    {
        if (StudyMetrics.Find(row.Subject) is not { } metric)
        {
            return;
        }

        string written = row.Text[(row.Text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        bool isPlain = NumberWithUnit.TrySplit(written, out _, out ReadOnlySpan<char> unit) && unit.Length == 0;
        string? problem = metric.Unit switch
        {
            _ when limit < 0 => "never negative",
            MetricUnit.Share when !isPlain && unit is not "%" => "a share, for example 1%",
            MetricUnit.Share when limit > 1 => "a share, at most 100%",
            MetricUnit.Seconds when !isPlain && !DurationText.TryParse(written, out _, out _) => "a time, for example 90s",
            MetricUnit.Count when !isPlain => "a number without a unit",
            _ => null,
        };
        if (problem is not null)
        {
            _reader.Context.Error(ScenarioCodes.InvalidValue, position, $"'{row.Text.Trim()}': {row.Subject} is {problem}");
        }
    }

    private void Error(Key key, string message) => _reader.Context.Error(ScenarioCodes.Contradiction, _reader.PositionOf(key), message);
}
