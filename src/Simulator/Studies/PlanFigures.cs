using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Simulator.Reports;

namespace Simulator.Studies;

/// <summary>Draws a plan: the values that were tried against each row of the objective, and how likely the cloud is outgrown by when.</summary>
internal static class PlanFigures
{
    private const int LabelLength = 18;
    private const string MissedColour = "#D55E00";

    /// <summary>All plots, in the order of the report; those without data are left out.</summary>
    public static IReadOnlyList<Figure> Draw(PlanResult result)
    {
        Fonts.Default = "DejaVu Sans";
        List<Figure> figures = [];
        if (result.Trials.Count > 1)
        {
            figures.AddRange(result.Plan.Goals.Select((goal, index) => Search(result, goal, index)));
        }

        if (result.Exhaustions.Count > 0 && result.Plan.Growth is { } growth)
        {
            figures.Add(Exhaustion(result, growth));
        }

        return figures;
    }

    private static Figure Search(PlanResult result, PlanGoal goal, int number)
    {
        StudyMetric metric = StudyMetrics.Find(goal.Metric)!;
        double scale = metric.Unit == MetricUnit.Share ? 100 : 1;
        string unit = metric.Unit switch { MetricUnit.Share => ", %", MetricUnit.Seconds => ", seconds", _ => "" };
        Plot plot = FigureStyle.NewPlot(FigureStyle.Wrap(metric.Label + unit, 40));
        ScottPlot.Plottables.HorizontalLine limit = plot.Add.HorizontalLine(goal.Limit * scale);
        limit.Color = Color.FromHex("#1F2933");
        limit.LinePattern = LinePattern.Dashed;
        limit.LineWidth = 2;
        List<double> places = [];
        List<string> labels = [];
        foreach (PlanTrial trial in result.ByValue)
        {
            PlanCheck[] checks = [.. trial.Checks.Where(check => check.Goal == goal && !double.IsNaN(check.Bound))];
            if (checks.Length == 0)
            {
                continue;
            }

            // The worst case decides; the others would only lie on top of it.
            PlanCheck worst = goal.IsUpper ? checks.MaxBy(check => check.Bound)! : checks.MinBy(check => check.Bound)!;
            double x = places.Count;
            places.Add(x);
            labels.Add(FigureStyle.Wrap(trial.Option.Value, LabelLength) + (double.IsInfinity(worst.Bound) ? "\nnot over" : ""));
            if (double.IsInfinity(worst.Bound))
            {
                continue;
            }

            Color colour = Color.FromHex(worst.IsMet ? Reports.Palette.Of(0) : MissedColour);
            ScottPlot.Plottables.LinePlot line = plot.Add.Line(x, worst.Sample.Mean * scale, x, worst.Bound * scale);
            line.LineWidth = 4;
            line.MarkerSize = 0;
            line.Color = colour;
            ScottPlot.Plottables.Marker mean = plot.Add.Marker(x, worst.Sample.Mean * scale);
            mean.Size = 11;
            mean.Color = colour;
            mean.Shape = worst.IsMet ? MarkerShape.FilledCircle : MarkerShape.FilledDiamond;
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. places], [.. labels]);
        plot.XLabel(result.Plan.Variable.Name);
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        double low = Math.Min(0, limits.Bottom);
        plot.Axes.SetLimits(-0.6, places.Count - 0.4, low, Math.Max(limits.Top, low + 1e-6));
        string text = string.Join("; ", result.ByValue.Select(trial =>
            $"{trial.Option.Value}: {(trial.Checks.Where(check => check.Goal == goal).All(check => check.IsMet) ? "met" : "missed")}"));
        return FigureStyle.Render(
            plot, 420, string.Create(CultureInfo.InvariantCulture, $"search-{number + 1}"), $"Values tried: {goal.Text}",
            $"Dot: mean; end of the line: confidence limit of the worst case; dashed: the objective; diamonds miss it. {text}.");
    }

    private static Figure Exhaustion(PlanResult result, PlanGrowth growth)
    {
        Plot plot = FigureStyle.NewPlot("Replications that miss the objective, %");
        List<double> times = [];
        List<double> shares = [];
        for (int period = 0; period <= growth.Horizon; period++)
        {
            times.Add(period);
            shares.Add(100.0 * result.Exhaustions.Count(one => one.Periods <= period) / result.Exhaustions.Count);
        }

        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(times.ToArray(), shares.ToArray());
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        line.LineWidth = 3;
        line.MarkerSize = 0;
        line.Color = Color.FromHex(Reports.Palette.Of(0));
        int step = Math.Max(1, (int)Math.Ceiling(growth.Horizon / 6.0));
        double[] ticks = [.. Enumerable.Range(0, (growth.Horizon / step) + 1).Select(index => (double)(index * step))];
        plot.Axes.Bottom.TickGenerator = new NumericManual(ticks, [.. ticks.Select(tick => PlanWords.When(growth, (int)tick).Replace("after ", ""))]);
        plot.Axes.SetLimits(0, growth.Horizon * 1.06, 0, 104);
        return FigureStyle.Render(plot, 380, "exhaustion", "When the cloud is outgrown",
            "Share of replications whose load has outgrown the answer, by time. " + PlanWords.Of(result)[^1]);
    }
}
