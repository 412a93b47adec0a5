using CsvHelper;

namespace Simulator.Studies;

/// <summary>One row of a plan's <c>search.csv</c>: one row of the objective in one cloud, for one value that was tried.</summary>
/// <param name="Step">Which trial it was, from 1.</param>
/// <param name="Value">The value.</param>
/// <param name="Case">The cloud: whole, or what is missing.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Objective">The row of the objective.</param>
/// <param name="Replications">Replications that have the figure.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Bound">What the true mean is at most (or at least), with the plan's confidence; of rows about the worst, the worst run.</param>
/// <param name="IsMet">Whether that keeps the objective.</param>
[CsvRecord]
public sealed partial record TrialRow(
    [property: CsvColumn("step")] int Step,
    [property: CsvColumn("value")] string Value,
    [property: CsvColumn("case")] string Case,
    [property: CsvColumn("metric")] string Metric,
    [property: CsvColumn("objective")] string Objective,
    [property: CsvColumn("replications")] int Replications,
    [property: CsvColumn("mean")] double? Mean,
    [property: CsvColumn("bound")] double? Bound,
    [property: CsvColumn("met")] bool IsMet)
{
    /// <summary>The rows of a trial.</summary>
    internal static IEnumerable<TrialRow> Of(PlanTrial trial) => trial.Checks.Select(check => new TrialRow(
        trial.Step, trial.Option.Value, check.Case.Name, check.Goal.Metric, check.Goal.Text, check.Sample.Count,
        double.IsNaN(check.Sample.Mean) ? null : check.Sample.Mean, double.IsNaN(check.Bound) ? null : check.Bound, check.IsMet));
}
