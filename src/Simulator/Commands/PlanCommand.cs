using System.CommandLine;
using System.Diagnostics;
using Model.Diagnostics;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>plan STUDY</c>: the least value that meets an objective, and when the cloud will be outgrown.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("STUDY") { Description = "The plan file (YAML)." };
        Option<string?> output = StudyOptions.Output();
        Option<int> threads = StudyOptions.Threads();
        Command command = new("plan", "Find the least value that meets an objective, and when it will be outgrown.") { file, output, threads };
        command.SetAction(parsed => Plan(terminal, parsed.GetRequiredValue(file), parsed.GetValue(output), parsed.GetValue(threads)));
        return command;
    }

    private static int Plan(Terminal terminal, string path, string? output, int threads)
    {
        DiagnosticBag problems = new();
        CapacityPlan? plan = PlanLoader.Load(path, problems);
        ScenarioInput.Print(terminal, problems);
        if (plan is null)
        {
            return ExitCodes.BadInput;
        }

        string target = output ?? Path.Combine("results", plan.Name);
        if (!StudyOptions.TryOpen(terminal, target, out ResultFolder folder))
        {
            return ExitCodes.BadInput;
        }

        Stopwatch watch = Stopwatch.StartNew();
        StudyProgress progress = new(terminal);
        ReplicationRunner runner = new(new ReplicationStore(target, folder), threads, progress.Finished, terminal.Interrupted);
        terminal.Out.WriteLine($"{plan.Name}: {PlanWords.Objective(plan)}, {plan.Replications} replications of {plan.Base}, "
            + Verdict.Count(threads, "thread", "threads"));
        PlanResult result = new PlanSearch(plan, runner, trial => terminal.Out.WriteLine(
            $"  {(trial.Option.Value.Length == 0 ? "as it is" : $"{plan.Variable.Name} = {trial.Option.Value}")}: "
            + (trial.IsMet ? "met" : $"missed, {PlanWords.Missed(trial)}"))).Run();
        Write(folder, result);
        folder.WriteJson("manifest.json", Manifest.Of(
            plan.Name, plan.Digest, [.. result.Trials.Select(trial => new StudyInput(trial.Option.Value, trial.Option.Cases[0].Scenario.Digest))],
            [.. Enumerable.Range(0, plan.Replications).Select(plan.Plan.SeedOf)], result.IsComplete, progress, threads, watch.Elapsed));
        terminal.Out.WriteLine();
        foreach (string sentence in PlanWords.Of(result))
        {
            terminal.Out.WriteLine(sentence);
        }

        terminal.Out.WriteLine();
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{progress.Done:N0} runs in {watch.Elapsed.TotalSeconds:0.0} s, {progress.Kept:N0} of them kept from before."));
        terminal.Out.WriteLine($"Look at {Path.Combine(target, "report.html")} and {Path.Combine(target, "search.csv")}");
        return !result.IsComplete ? ExitCodes.Interrupted : result.Answer is null ? ExitCodes.NotMet : ExitCodes.Ok;
    }

    private static void Write(ResultFolder folder, PlanResult result)
    {
        IReadOnlyList<Figure> figures = PlanFigures.Draw(result);
        folder.WriteCsv("search.csv", result.Trials.SelectMany(TrialRow.Of));
        if (result.Plan.Growth is { } growth)
        {
            folder.WriteCsv("exhaustion.csv", result.Exhaustions.Select(one => ExhaustionRow.Of(one, growth)));
        }

        folder.Write(figures);
        folder.WriteText("report.html", PlanReport.Make(result, figures));
    }
}
