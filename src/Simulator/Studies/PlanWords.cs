using System.Globalization;
using Simulator.Reports;

namespace Simulator.Studies;

/// <summary>Says in words what a plan found; the same sentences stand on the terminal and in the report.</summary>
internal static class PlanWords
{
    /// <summary>The sentences, most important first.</summary>
    public static IReadOnlyList<string> Of(PlanResult result)
    {
        CapacityPlan plan = result.Plan;
        List<string> sentences = [];
        if (!result.IsComplete)
        {
            sentences.Add($"The search was interrupted after {Verdict.Count(result.Trials.Count, "value", "values")}; "
                + "plan again with the same folder to go on.");
        }

        if (result.Answer is { } answer)
        {
            sentences.Add(Answer(result, answer));
        }
        else if (result.IsComplete)
        {
            sentences.Add(plan.Variable.Options.Count == 1
                ? $"The objective is not met: {Missed(result.Trials[0])}."
                : $"No value of {plan.Variable.Name} that was tried "
                    + $"({string.Join(", ", result.ByValue.Select(trial => trial.Option.Value))}) meets the objective. "
                    + $"With {result.Trials[0].Option.Value}, {Missed(result.Trials[0])}.");
        }

        if (result.Reversal is { } reversal)
        {
            sentences.Add($"More is not always better here: {reversal.Option.Value} misses the objective although a smaller value meets it "
                + $"({Missed(reversal)}). The answer is the least only among the values that were tried.");
        }

        if (plan.Growth is { } growth && result.Exhaustions.Count > 0)
        {
            sentences.Add(Outgrown(result, growth));
        }

        return sentences;
    }

    /// <summary>The instant so many periods after the start: a date where there is a start.</summary>
    public static string When(PlanGrowth growth, int periods) => growth.DateAfter(periods) is { } date
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : $"after {Verdict.Length(growth.Period * periods)}";

    /// <summary>The objective as one text.</summary>
    public static string Objective(CapacityPlan plan) => string.Join(" and ", plan.Goals.Select(goal => goal.Text));

    /// <summary>What keeps a value from meeting the objective.</summary>
    public static string Missed(PlanTrial trial)
    {
        if (trial.FirstMissed is not { } check)
        {
            return "nothing";
        }

        StudyMetric metric = StudyMetrics.Find(check.Goal.Metric)!;
        string where = check.Case.Name == PlanCases.Whole ? "" : $", {check.Case.Name}";
        return double.IsNaN(check.Bound) ? $"no run has the figure {metric.Label}{where}"
            : double.IsInfinity(check.Bound) ? $"in some runs it is not over: {metric.Label}{where}"
            : check.Goal.IsWorst ? $"{metric.Label} is {EffectWords.Amount(check.Bound, metric.Unit)} in the worst run{where}"
            : $"{metric.Label} may be {EffectWords.Amount(check.Bound, metric.Unit)} "
                + $"(mean {EffectWords.Amount(check.Sample.Mean, metric.Unit)}){where}";
    }

    private static string Answer(PlanResult result, PlanTrial answer)
    {
        CapacityPlan plan = result.Plan;
        string level = EffectWords.Percent(plan.Confidence, "0.#");
        string cases = Missing(answer.Option);
        string objective = $"{Objective(plan)} at {level} confidence{Every(plan)}{cases}";
        if (plan.Variable.Options.Count == 1)
        {
            return $"The objective is met: {objective}.";
        }

        PlanTrial? below = result.Trials.FirstOrDefault(trial => trial.Index == answer.Index - 1);
        string why = answer.Index == 0 ? "; it is the smallest value of the plan."
            : below is null ? "." : $". With {below.Option.Value}, {Missed(below)}.";
        return $"The least {plan.Variable.Name} that meets the objective is {answer.Option.Value}: {objective}{why}";
    }

    /// <summary>What that confidence is about for rows that must hold in every run.</summary>
    private static string Every(CapacityPlan plan) => plan.Goals.Any(goal => goal.IsWorst)
        ? $" (what is worst holds in each of {plan.Replications} runs, and so in at least "
            + $"{EffectWords.Percent(Math.Pow(1 - plan.Confidence, 1.0 / plan.Replications), "0")} of all)"
        : "";

    private static string Missing(PlanOption option)
    {
        bool host = option.Cases.Skip(1).Any(cloud => !cloud.Name.StartsWith(PlanCases.WithoutRack, StringComparison.Ordinal));
        bool rack = option.Cases.Skip(1).Any(cloud => cloud.Name.StartsWith(PlanCases.WithoutRack, StringComparison.Ordinal));
        return (host, rack) switch
        {
            (true, true) => ", also with any one host or any one rack missing",
            (true, false) => ", also with any one host missing",
            (false, true) => ", also with any one rack missing",
            _ => "",
        };
    }

    private static string Outgrown(PlanResult result, PlanGrowth growth)
    {
        string rate = $"{EffectWords.Percent(growth.Rate, "0.##")} growth every {Verdict.Length(growth.Period)}";
        string horizon = When(growth, growth.Horizon);
        if (result.ExhaustedBy(0.05) is not { } early)
        {
            return $"With {rate} the objective holds to the end of what was looked at ({horizon}) in at least 95% of the replications.";
        }

        string last = result.ExhaustedBy(0.95) is { } late ? When(growth, late) : $"later than {horizon}";
        string middle = result.ExhaustedBy(0.5) is { } median ? When(growth, median) : $"later than {horizon}";
        return $"With {rate} the objective is first missed {middle} (median of {result.Exhaustions.Count} replications; "
            + $"risk band from 5% to 95% of them: {When(growth, early)} to {last}).";
    }
}
