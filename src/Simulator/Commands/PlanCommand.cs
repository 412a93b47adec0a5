using System.CommandLine;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>plan STUDY</c>: the least value that meets an objective, and when the cloud will be outgrown.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal) => StudySession.Verb(
        terminal, "plan", "Find the least value that meets an objective, and when it will be outgrown.", InputKind.Plan,
        PlanLoader.Load, plan => plan.Name, Plan);

    private static int Plan(CapacityPlan plan, StudySession session)
    {
        session.Terminal.Out.WriteLine(
            $"{plan.Name}: {PlanWords.Objective(plan)}, {plan.Replications} replications of {plan.Base}, {session.Threads}");
        PlanResult result = new PlanSearch(plan, session.Runner, trial => session.Terminal.Out.WriteLine(
            $"  {(trial.Option.Value.Length == 0 ? "as it is" : $"{plan.Variable.Name} = {trial.Option.Value}")}: "
            + (trial.IsMet ? "met" : $"missed, {PlanWords.Missed(trial)}"))).Run();
        Write(session.Folder, result);
        StudyInput[] inputs = [.. result.Trials.Select(trial => new StudyInput(trial.Option.Value, trial.Option.Cases[0].Scenario.Digest))];
        long[] seeds = [.. Enumerable.Range(0, plan.Replications).Select(plan.Plan.SeedOf)];
        session.Close(
            (threads, elapsed) => Manifest.Of(
                plan.Name, plan.Digest, inputs, seeds, result.IsComplete, session.Progress, threads, elapsed),
            PlanWords.Of(result),
            "search.csv");
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
