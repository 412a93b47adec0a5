using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says how many moves arrived, why others did not, and how long guests stood still.</summary>
internal static class MoveWords
{
    private const int CausesMax = 3;

    /// <summary>The sentences; none where nothing moved.</summary>
    public static IEnumerable<string> Of(RunSummary summary)
    {
        LiveMigrationFigures live = summary.LiveMigrations;
        if (live.Count > 0)
        {
            string pauses = live.DowntimeSeconds is { P50: { } median, P95: { } most, Max: { } longest }
                ? Text($" Guests stood still for {Pause(median)} in the middle, {Pause(most)} at p95, {Pause(longest)} at most;")
                    + Text($" {live.BytesMoved / 1e12:0.0} TB were sent.")
                : "";
            yield return Text($"Live migrations: {live.Completed:N0} of {live.Count:N0} arrived")
                + Others(summary, "live-migration", "error", "were refused") + Others(summary, "live-migration", "failed", "broke")
                + (live.Cancelled > 0 ? Text($", {live.Cancelled:N0} were given up") : "") + "." + pauses + Unplugged(live.UnpluggedSeconds);
        }

        ColdMoveFigures cold = summary.ColdMoves;
        if (cold.Count > 0)
        {
            string pauses = cold.DowntimeSeconds is { P50: { } median, P95: { } most, Max: { } longest }
                ? Text($" Guests stood still for {Pause(median)} in the middle, {Pause(most)} at p95, {Pause(longest)} at most.")
                : "";
            int arrived = Count(summary, "migration") + Count(summary, "resize");
            yield return Text($"Cold migrations and resizes: {arrived:N0} of {cold.Count:N0} arrived")
                + Others(summary, "migration", "error", "migrations failed") + Others(summary, "resize", "error", "resizes failed") + "." + pauses;
        }
    }

    private static int Count(RunSummary summary, string type) => summary.Migrations
        .Where(count => count.Type == type && count.Status is "finished" or "confirmed" or "confirming" or "reverted" or "reverting")
        .Sum(count => count.Count);

    private static string Others(RunSummary summary, string type, string status, string verb)
    {
        MigrationCount[] counts = [.. summary.Migrations.Where(count => count.Type == type && count.Status == status)];
        if (counts.Length == 0)
        {
            return "";
        }

        IEnumerable<string> causes = counts.Where(count => count.Cause.Length > 0).Take(CausesMax)
            .Select(count => counts.Length == 1 ? count.Cause : Text($"{count.Count:N0} {count.Cause}"));
        string why = string.Join(", ", causes);
        return Text($", {counts.Sum(count => count.Count):N0} {verb}{(why.Length > 0 ? $" ({why})" : "")}");
    }

    private static string Unplugged(Quantiles times) => times is { Count: > 0, P50: { } median, Max: { } longest }
        ? $" {Verdict.Count(times.Count, "guest was", "guests were")} without VF or PF interfaces meanwhile, "
            + $"for {Pause(median)} in the middle, {Pause(longest)} at most."
        : "";

    private static string Pause(double seconds) => Verdict.Length(TimeSpan.FromSeconds(seconds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
