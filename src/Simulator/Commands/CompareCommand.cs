using System.CommandLine;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>compare STUDY</c>: run all variants on equal random numbers and tell which differences are shown.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal) => StudySession.Verb(
        terminal, "compare", "Compare variants of a scenario over replications, with intervals and tests.", InputKind.Study,
        StudyLoader.Load, study => study.Name, Compare);

    private static int Compare(Study study, StudySession session)
    {
        session.Terminal.Out.WriteLine($"{study.Name}: {Verdict.Count(study.Variants.Count, "variant", "variants")} of {study.Base}, "
            + $"baseline {study.Baseline}, {session.Threads}");
        StudyResult result = new StudyRunner(study, session.Runner).Run(count =>
        {
            session.Progress.Begin(count * study.Variants.Count);
            session.Terminal.Out.WriteLine($"  {Verdict.Count(count, "replication", "replications")} of each");
        });
        Write(session.Folder, result);
        StudyInput[] inputs = [.. study.Variants.Select(variant => new StudyInput(variant.Name, variant.Scenario.Digest))];
        long[] seeds = [.. result.Replications.Select(run => run.Seed).Distinct()];
        session.Close(
            (threads, elapsed) => Manifest.Of(
                study.Name, study.Digest, inputs, seeds, result.IsComplete, session.Progress, threads, elapsed),
            StudyReport.Sentences(result),
            "comparison.csv");
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
}
