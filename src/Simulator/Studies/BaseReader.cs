using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>Reads what studies and plans have in common: the base scenario and how it is replicated.</summary>
internal sealed class BaseReader
{
    private readonly MappingReader _reader;
    private readonly HashSet<Diagnostic> _told = [];

    /// <summary>Reads the name and the path of the base scenario.</summary>
    public BaseReader(MappingReader reader)
    {
        _reader = reader;
        if (reader.TryGet(StudyFormat.Name, out Placed<string> name))
        {
            CheckFileName(name);
        }

        if (reader.TryGet(StudyFormat.Base, out Placed<string> file))
        {
            Path = InputFiles.Resolve(file.Position, file.Value);
            IsReadable = File.Exists(Path);
            InputKind kind = IsReadable ? StudyFiles.KindOf(Path) : InputKind.Unknown;
            if (!IsReadable)
            {
                string message = Directory.Exists(Path) ? $"'{Path}' is a folder, not a file" : $"there is no file '{Path}'";
                reader.Context.Error(ScenarioCodes.UnreadableFile, file.Position, message, InputFiles.Neighbour(Path));
            }
            else if (kind is InputKind.Study or InputKind.Plan)
            {
                IsReadable = false;
                string message = $"'{Path}' is a {(kind == InputKind.Study ? "study" : "plan")}; a base is a scenario";
                reader.Context.Error(ScenarioCodes.WrongKind, file.Position, message);
            }
        }
    }

    /// <summary>The base scenario's file, or null when none is named.</summary>
    public string? Path { get; }

    /// <summary>Whether the file is there.</summary>
    public bool IsReadable { get; }

    /// <summary>Reads a study or plan file with everything it names.</summary>
    /// <typeparam name="T">What the file holds.</typeparam>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="keys">The keys it may have.</param>
    /// <param name="diagnostics">Receives every problem.</param>
    /// <param name="bind">Makes of its keys, the base and the file's digest what the file holds; gives null after errors.</param>
    /// <returns>Null when there were errors.</returns>
    public static T? Load<T>(string path, KeySet keys, DiagnosticBag diagnostics, Func<MappingReader, BaseReader, string, T?> bind)
        where T : class
    {
        InputFiles files = new(diagnostics);
        Node? node = files.ReadText(path) is { } text ? YamlReader.Read(path, text, diagnostics) : null;
        T? result = node is not null && MappingReader.Open(node, keys, new BindContext(files, diagnostics)) is { } reader
            ? bind(reader, new BaseReader(reader), files.Digest)
            : null;
        return diagnostics.HasErrors ? null : result;
    }

    /// <summary>Reports a name that cannot be part of a file name.</summary>
    public void CheckFileName(Placed<string> name)
    {
        if (!name.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') || name.Value.StartsWith('.'))
        {
            string message = $"'{name.Value}' cannot name a file; use letters, digits, '-', '_' and '.'";
            _reader.Context.Error(ScenarioCodes.InvalidValue, name.Position, message);
        }
    }

    /// <summary>Loads the base scenario with changes; each problem is reported once, however many variants have it.</summary>
    public Scenario? LoadScenario(Func<MappingNode, DiagnosticBag, MappingNode> change)
    {
        DiagnosticBag problems = new();
        Scenario? scenario = ScenarioLoader.Load(Path!, problems, seed: null, (document, files) =>
        {
            MappingNode changed = change(document, problems);
            files.AddToDigest(NodeText.Canonical(changed));
            return changed;
        });
        foreach (Diagnostic problem in problems.Items)
        {
            if (_told.Add(problem))
            {
                _reader.Context.Diagnostics.Add(problem);
            }
        }

        return problems.HasErrors ? null : scenario;
    }

    /// <summary>Reads how scenarios are replicated.</summary>
    /// <param name="first">The scenario whose seed counts.</param>
    /// <param name="all">All scenarios.</param>
    public ReplicationPlan Replication(Scenario first, IReadOnlyList<Scenario> all)
    {
        List<Resampling> resample = [];
        foreach ((Placed<string> name, double share) in _reader.List(StudyFormat.Resample))
        {
            foreach (Scenario scenario in all)
            {
                string[] workloads = [.. scenario.Requests.Select(request => request.Workload).Distinct()];
                if (!_reader.Context.Knows("replayed workload", name, workloads))
                {
                    break;
                }
            }

            resample.Add(new Resampling(name.Value, share));
        }

        TimeSpan warmup = _reader.Get(StudyFormat.Warmup, TimeSpan.Zero);
        TimeSpan shortest = all.Min(scenario => scenario.Duration);
        if (warmup >= shortest)
        {
            string message = "the warm-up must end before the scenario does";
            _reader.Context.Error(ScenarioCodes.OutOfRange, _reader.PositionOf(StudyFormat.Warmup), message);
        }

        return new ReplicationPlan(_reader.Get(StudyFormat.Seed, first.Seed), warmup, resample);
    }

    /// <summary>Whether all services start and every metric is known; problems are reported.</summary>
    public bool CanStart(IReadOnlyList<(string Name, Scenario Scenario)> scenarios, IReadOnlyList<Placed<string>> metrics)
    {
        foreach ((string name, Scenario scenario) in scenarios)
        {
            try
            {
                CloudRun run = new(scenario, new RunOptions());
                string[] resources = [.. run.Context.Observer.Resources.Select(meter => meter.Resource)];
                IReadOnlyList<string> known = StudyMetrics.Names(scenario, resources);
                foreach (Placed<string> metric in metrics.Where(metric => !known.Contains(metric.Value)))
                {
                    Tell(metric.Position, $"there is no metric '{metric.Value}'; there are {StudyMetrics.Forms}", known, metric.Value);
                }
            }
            catch (CloudStartException problem)
            {
                Tell(_reader.Position, $"variant {name} does not start: {problem.Message}", [], string.Empty);
            }
        }

        return !_reader.Context.Diagnostics.HasErrors;
    }

    private void Tell(SourcePosition position, string message, IReadOnlyList<string> known, string name)
    {
        Diagnostic problem = new(Severity.Error, ScenarioCodes.UnknownName, position, message, NearestName.Find(name, known));
        if (_told.Add(problem))
        {
            _reader.Context.Diagnostics.Add(problem);
        }
    }
}
