using System.Globalization;
using CsvHelper;

namespace Simulator.Studies;

/// <summary>One row of a plan's <c>exhaustion.csv</c>: when one replication outgrows the answer.</summary>
/// <param name="Replication">Number of the replication, from 1.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Periods">The first period in which the objective is missed; empty beyond the horizon.</param>
/// <param name="Load">The load in that period, as a multiple of the scenario's; empty beyond the horizon.</param>
/// <param name="Date">Its date; empty beyond the horizon, or without a start.</param>
[CsvRecord]
public sealed partial record ExhaustionRow(
    [property: CsvColumn("replication")] int Replication,
    [property: CsvColumn("seed")] long Seed,
    [property: CsvColumn("periods")] int? Periods,
    [property: CsvColumn("load")] double? Load,
    [property: CsvColumn("date")] string Date)
{
    /// <summary>The row of a replication.</summary>
    internal static ExhaustionRow Of(Exhaustion one, PlanGrowth growth) => new(
        one.Number + 1,
        one.Seed,
        one.Periods,
        one.Periods is { } periods ? growth.LoadAfter(periods) : null,
        one.Periods is { } count && growth.DateAfter(count) is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");
}
