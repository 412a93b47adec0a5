using System.CommandLine;
using System.Diagnostics;
using Model.Diagnostics;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>compare STUDY</c>: run all variants on equal random numbers and tell which differences are shown.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("STUDY") { Description = "The study file (YAML)." };
        Option<string?> output = StudyOptions.Output();
        Option<int> threads = StudyOptions.Threads();
        Command command = new("compare", "Compare variants of a scenario over replications, with intervals and tests.") { file, output, threads };
        command.SetAction(parsed => Compare(
            terminal, parsed.GetRequiredValue(file), parsed.GetValue(output), parsed.GetValue(threads)));
        return command;
    }

    private static int Compare(Terminal terminal, string path, string? output, int threads)
    {
        DiagnosticBag problems = new();
        Study? study = StudyLoader.Load(path, problems);
        ScenarioInput.Print(terminal, problems);
        if (study is null)
        {
            return ExitCodes.BadInput;
        }

        string target = output ?? Path.Combine("results", study.Name);
        if (!StudyOptions.TryOpen(terminal, target, out ResultFolder folder))
        {
            return ExitCodes.BadInput;
        }

        Stopwatch watch = Stopwatch.StartNew();
        StudyProgress progress = new(terminal);
        ReplicationRunner runner = new(new ReplicationStore(target, folder), threads, progress.Finished, terminal.Interrupted);
        terminal.Out.WriteLine($"{study.Name}: {Verdict.Count(study.Variants.Count, "variant", "variants")} of {study.Base}, "
            + $"baseline {study.Baseline}, {Verdict.Count(threads, "thread", "threads")}");
        StudyResult result = new StudyRunner(study, runner).Run(count =>
        {
            progress.Begin(count * study.Variants.Count);
            terminal.Out.WriteLine($"  {Verdict.Count(count, "replication", "replications")} of each");
        });
        Write(folder, result);
        folder.WriteJson("manifest.json", Manifest.Of(
            study.Name, study.Digest, [.. study.Variants.Select(variant => new StudyInput(variant.Name, variant.Scenario.Digest))],
            [.. result.Replications.Select(run => run.Seed).Distinct()], result.IsComplete, progress, threads, watch.Elapsed));
        Summarize(terminal, result, target, watch.Elapsed, progress);
        return result.IsComplete ? ExitCodes.Ok : ExitCodes.Interrupted;
    }

    private static void Write(ResultFolder folder, StudyResult result)
    {
        Study study = result.Study;
        IReadOnlyList<Figure> figures = StudyFigures.Draw(result);
        folder.WriteCsv("runs.csv", result.Replications.SelectMany(run =>
            run.Metrics.Select(pair => new RunRow(run.Variant, run.Number + 1, run.Seed, pair.Key, pair.Value))));
        folder.WriteCsv("means.csv", study.Metrics.SelectMany(metric => study.Variants.Select(variant =>
            MeanRow.Of(metric, variant.Name, result.Values(variant.Name, metric), study.Confidence))));
        folder.WriteCsv("comparison.csv", result.Comparisons.Select(ComparisonRow.Of));
        folder.Write(figures);
        folder.WriteText("report.html", StudyReport.Make(result, figures));
    }

    private static void Summarize(Terminal terminal, StudyResult result, string target, TimeSpan elapsed, StudyProgress progress)
    {
        terminal.Out.WriteLine();
        foreach (string sentence in StudyReport.Sentences(result))
        {
            terminal.Out.WriteLine(sentence);
        }

        terminal.Out.WriteLine();
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{progress.Done:N0} runs in {elapsed.TotalSeconds:0.0} s, {progress.Kept:N0} of them kept from before."));
        terminal.Out.WriteLine($"Look at {Path.Combine(target, "report.html")} and {Path.Combine(target, "comparison.csv")}");
    }
}
