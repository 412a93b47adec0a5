using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>The report's table of moves of servers.</summary>
internal static class MoveSection
{
    private const int RowsMax = 500;
    private const int OpenMax = 12;

    /// <summary>Appends the section; nothing when no server moved.</summary>
    public static void Append(HtmlText page, RunResult result)
    {
        if (result.Migrations.Count == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"moves\">Moves of servers</h2>");
        LiveMigrationFigures live = result.Summary.LiveMigrations;
        if (live.DowntimeSeconds is { P50: { } median, P95: { } slow, Max: { } most })
        {
            page.Element("p", FormattableString.Invariant(
                $"Live migrations stopped their guests for {median:0.###} s (median); 95% for at most {slow:0.###} s, ")
                + FormattableString.Invariant($"the longest for {most:0.###} s."));
        }

        bool folds = result.Migrations.Count > OpenMax;
        page.Raw(folds ? "<details>" : "");
        if (folds)
        {
            page.Element("summary", $"Show {HtmlText.Number(Math.Min(RowsMax, result.Migrations.Count))} "
                + $"of {HtmlText.Number(result.Migrations.Count)} moves; all are in migrations.csv");
        }

        page.Table(
            "Moves in order of time",
            ["#After", "Server", "Kind", "From", "To", "Outcome", "#Took", "#Guest stood still", "#Sent, GB", "Cause"],
            result.Migrations.Take(RowsMax).Select(row => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Time(TimeSpan.FromSeconds(row.BeganS)),
                row.Server,
                row.Type,
                row.Source,
                row.Destination,
                row.Status,
                row.EndedS is { } ended ? HtmlCell.Time(TimeSpan.FromSeconds(ended - row.BeganS)) : new HtmlCell("–", -1),
                row.DowntimeMs is { } pause ? HtmlCell.Time(TimeSpan.FromMilliseconds(pause)) : new HtmlCell("–", -1),
                row.BytesMoved is { } bytes
                    ? new HtmlCell((bytes / 1e9).ToString("#,0.0", CultureInfo.InvariantCulture), bytes)
                    : new HtmlCell("–", -1),
                row.Cause,
            ]));
        page.Raw(folds ? "</details>" : "");
    }
}
