using System.CommandLine;
using System.Diagnostics;
using Model.Diagnostics;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary>One call of a verb that runs studies: its result folder, its threads and its progress.</summary>
internal sealed class StudySession
{
    private readonly string _target;
    private readonly int _threads;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private StudySession(Terminal terminal, string target, ResultFolder folder, int threads)
    {
        _target = target;
        _threads = threads;
        Terminal = terminal;
        Folder = folder;
        Progress = new StudyProgress(terminal);
        Runner = new ReplicationRunner(new ReplicationStore(target, folder), threads, Progress.Finished, terminal.Interrupted);
    }

    /// <summary>Where to print.</summary>
    public Terminal Terminal { get; }

    /// <summary>The result folder.</summary>
    public ResultFolder Folder { get; }

    /// <summary>Counts finished runs.</summary>
    public StudyProgress Progress { get; }

    /// <summary>Runs replications.</summary>
    public ReplicationRunner Runner { get; }

    /// <summary>The threads in words.</summary>
    public string Threads => Verdict.Count(_threads, "thread", "threads");

    /// <summary>Makes a verb.</summary>
    /// <typeparam name="T">What its file holds.</typeparam>
    /// <param name="terminal">Where to print.</param>
    /// <param name="verb">Its name.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="kind">The kind of file it takes.</param>
    /// <param name="load">Reads the file; gives null after problems.</param>
    /// <param name="nameOf">Tells the name of the default result folder.</param>
    /// <param name="run">Does the work and gives the exit code.</param>
    public static Command Verb<T>(
        Terminal terminal,
        string verb,
        string description,
        InputKind kind,
        Func<string, DiagnosticBag, T?> load,
        Func<T, string> nameOf,
        Func<T, StudySession, int> run)
        where T : class
    {
        Argument<string> file = new("STUDY") { Description = "The study file (YAML)." };
        Option<string?> output = new("--output", "-o", "--out")
        {
            Description = "The result folder; finished runs in it are not run again. Default: results/<study name>.",
            HelpName = "DIR",
        };
        Option<int> threads = new("--threads", "-j")
        {
            Description = "Runs at the same time; the result is the same with any number. Default: one a processor.",
            HelpName = "N",
            DefaultValueFactory = _ => System.Environment.ProcessorCount,
        };
        threads.Validators.Add(VerbOptions.AtLeast(threads, 1));
        Command command = new(verb, description) { file, output, threads };
        command.SetAction(parsed =>
        {
            DiagnosticBag problems = new();
            string path = parsed.GetRequiredValue(file);
            if (!VerbFor.Takes(terminal, path, kind))
            {
                return ExitCodes.BadInput;
            }

            T? study = load(path, problems);
            ScenarioInput.Print(terminal, problems);
            return study is not null
                && Open(terminal, parsed.GetValue(output) ?? Path.Combine("results", nameOf(study)), parsed.GetValue(threads)) is { } session
                ? run(study, session)
                : ExitCodes.BadInput;
        });
        return command;
    }

    /// <summary>Writes the manifest and prints what was found and where it is.</summary>
    /// <param name="manifest">Makes the manifest, told the threads and the time.</param>
    /// <param name="sentences">What was found.</param>
    /// <param name="table">The most important table.</param>
    public void Close(Func<int, TimeSpan, StudyManifest> manifest, IReadOnlyList<string> sentences, string table)
    {
        Folder.WriteJson("manifest.json", manifest(_threads, _watch.Elapsed));
        Terminal.Out.WriteLine();
        foreach (string sentence in sentences)
        {
            Terminal.Out.WriteLine(sentence);
        }

        Terminal.Out.WriteLine();
        Terminal.Out.WriteLine(FormattableString.Invariant(
            $"{Progress.Done:N0} runs in {_watch.Elapsed.TotalSeconds:0.0} s, {Progress.Kept:N0} of them kept from before."));
        Terminal.Out.WriteLine($"Look at {Path.Combine(_target, "report.html")} and {Path.Combine(_target, table)}");
    }

    private static StudySession? Open(Terminal terminal, string target, int threads)
    {
        try
        {
            return new StudySession(terminal, target, ResultFolder.Open(target), threads);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write to the result folder '{target}': {problem.Message}");
            return null;
        }
    }
}
