using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;

namespace Simulator.Studies;

/// <summary>The value of a plan's <c>growth:</c>.</summary>
internal static class GrowthFormat
{
    /// <summary>The most that the load may grow to, as a multiple of the scenario's.</summary>
    private const double LoadMax = 1_000;

    public static readonly KeySet Keys = new("growth", "How the load grows: arrivals of random workloads, servers of resampled ones.");

    private static readonly TypedKey<double> Rate = Keys.Required("rate", StudyKinds.Amount, "Growth in a period, for example 3%.");
    private static readonly TypedKey<TimeSpan> Per = Keys.Optional("per", Kinds.PositiveDuration, "Length of a period; 30d unless given.");
    private static readonly TypedKey<int> Periods = Keys.Optional("periods", Kinds.Whole(1, 1000), "How far to look ahead; 36 unless given.");
    private static readonly TypedKey<DateOnly> Start = Keys.Optional(
        "start",
        new ScalarKind<DateOnly>("a date such as 2027-01-31", TryDate, () => new JsonObject { ["type"] = "string", ["format"] = "date" }),
        "Date at which the load is the scenario's; without it, times are told instead of dates.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<PlanGrowth> Kind = new ObjectKind<PlanGrowth>(Keys, reader =>
        reader.TryGet(Rate, out double rate) ? Bind(reader, rate) : null);

    private static PlanGrowth? Bind(MappingReader reader, double rate)
    {
        PlanGrowth growth = new(rate, reader.Get(Per, TimeSpan.FromDays(30)), reader.Get(Periods, 36), reader.FindValue(Start));
        if (growth.LoadAfter(growth.Horizon) <= LoadMax)
        {
            return growth;
        }

        string message = string.Create(
            CultureInfo.InvariantCulture, $"the load would grow to more than the limit of {LoadMax} times in {growth.Horizon} periods");
        reader.Context.Error(ScenarioCodes.LimitExceeded, reader.PositionOf(Rate), message);
        return null;
    }

    private static bool TryDate(string text, out DateOnly date, out string problem)
    {
        problem = $"'{text}' is not a date such as 2027-01-31";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
