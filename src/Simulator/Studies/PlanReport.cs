using System.Globalization;
using Simulator.Reports;

namespace Simulator.Studies;

/// <summary>Makes a plan's <c>report.html</c>: one self-contained page that opens without a network.</summary>
internal static class PlanReport
{
    /// <summary>The page.</summary>
    public static string Make(PlanResult result, IReadOnlyList<Figure> figures)
    {
        CapacityPlan plan = result.Plan;
        HtmlText page = HtmlReport.Open($"{plan.Name}: plan", plan.Name, plan.Description);
        string kind = result.Answer is null ? "verdict bad" : "verdict";
        page.Raw($"<section class=\"{kind}\" aria-label=\"Verdict\">");
        foreach (string sentence in PlanWords.Of(result))
        {
            page.Element("p", sentence);
        }

        page.Raw("</section>");
        AppendPath(page, result);
        HtmlReport.AppendFigures(page, figures);
        AppendChecks(page, result);
        AppendExhaustions(page, result);
        AppendMethod(page, plan);
        string footer = string.Create(CultureInfo.InvariantCulture, $"Base scenario {Path.GetFileName(plan.Base)}, first seed {plan.Plan.Seed}. ")
            + "The same plan gives this very page again, on any number of threads. All figures are in the CSV files beside it.";
        return HtmlReport.Close(page, footer);
    }

    private static void AppendPath(HtmlText page, PlanResult result)
    {
        if (result.Trials.Count > 1)
        {
            page.Raw("<h2 id=\"path\">Search path</h2>").Table("Values in the order in which they were tried",
                ["#Step", result.Plan.Variable.Name, "Objective", "What is in the way"],
                result.Trials.Select(trial => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Number(trial.Step),
                    new HtmlCell(trial.Option.Value + (trial == result.Answer ? " (answer)" : ""), trial.Index),
                    trial.IsMet ? "met" : "missed",
                    trial.IsMet ? "" : PlanWords.Missed(trial),
                ]));
        }
    }

    private static void AppendChecks(HtmlText page, PlanResult result)
    {
        string level = EffectWords.Percent(result.Plan.Confidence, "0.#");
        bool isSingle = result.Plan.Goals.Count == 1;
        string what = isSingle ? $"{result.Plan.Goals[0].Text}, by value and cloud" : "Rows of the objective by value and cloud";
        string[] objective = isSingle ? [] : ["Objective"];
        page.Raw("<h2 id=\"checks\">Every check</h2>").Table($"{what}; the limit holds with {level} confidence",
            ["Value", "Cloud", .. objective, "#Mean", "#Limit", "Verdict"],
            result.ByValue.SelectMany(trial => trial.Checks.Select(check => (trial, check))).Select(pair => (IReadOnlyList<HtmlCell>)
            [
                new HtmlCell(pair.trial.Option.Value.Length == 0 ? "as it is" : pair.trial.Option.Value, pair.trial.Index),
                pair.check.Case.Name,
                .. isSingle ? [] : new HtmlCell[] { pair.check.Goal.Text },
                Amount(pair.check.Sample.Mean, pair.check.Goal),
                Amount(pair.check.Bound, pair.check.Goal),
                pair.check.IsMet ? "met" : "missed",
            ]));
    }

    private static HtmlCell Amount(double value, PlanGoal goal) =>
        new(EffectWords.Amount(value, StudyMetrics.Find(goal.Metric)!.Unit), double.IsNaN(value) ? -1 : value);

    private static void AppendExhaustions(HtmlText page, PlanResult result)
    {
        if (result.Plan.Growth is { } growth && result.Exhaustions.Count > 0)
        {
            page.Raw("<h2 id=\"replications\">When each replication outgrows the cloud</h2>").Table("The first period that misses the objective",
                ["#Replication", "#Seed", "#Periods", "#Load", "When"],
                result.Exhaustions.Select(one => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Number(one.Number + 1),
                    new HtmlCell(one.Seed.ToString(CultureInfo.InvariantCulture), one.Seed),
                    one.Periods is { } periods ? HtmlCell.Number(periods) : new HtmlCell("–", growth.Horizon + 1),
                    one.Periods is { } count
                        ? new HtmlCell(EffectWords.Percent(growth.LoadAfter(count)), growth.LoadAfter(count))
                        : new HtmlCell("–", double.MaxValue),
                    one.Periods is { } when ? PlanWords.When(growth, when) : $"later than {PlanWords.When(growth, growth.Horizon)}",
                ]));
        }
    }

    private static void AppendMethod(HtmlText page, CapacityPlan plan)
    {
        string level = EffectWords.Percent(plan.Confidence, "0.#");
        page.Raw("<h2 id=\"method\">Method</h2>");
        page.Element("p", $"Every value is judged by {plan.Replications} replications, the same random numbers for all values. "
            + $"A row of the objective is met when the one-sided {level} limit of the mean (Student) keeps it"
            + (plan.Goals.Any(goal => goal.IsWorst) ? "; one about the worst, when every run keeps it. " : ". ")
            + "The search is a bisection, which takes for granted that a later value of the list is never worse; "
            + "the values around the answer are tried as well.");
        if (plan.Variable.Options[0].Cases.Count > 1)
        {
            page.Element("p", "For N+1 the objective must hold, too, with one host of every kind, or one rack of every kind, disabled from the "
                + "start. How servers would be moved when it fails is not part of this.");
        }

        if (plan.Growth is not null)
        {
            page.Element("p", "Growth: the load of each period is simulated as a run of its own, with arrivals that much more frequent. "
                + "A replication is outgrown in the first period in which its own figures miss the objective.");
        }
    }
}
