using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Simulator.Studies;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: the conclusions in docs/studies.md are those of the committed studies. Method: the page's tables are made anew from
/// results/studies and compared (UPDATE_GOLDEN=1 rewrites them); every percentage of a conclusion must stand in its table.
/// </summary>
public sealed class StudyFiguresTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "studies.md");
    private static readonly string Results = Path.Combine(Repository.Root, "results", "studies");

    public static TheoryData<string> Studies() => [.. Directory.GetDirectories(Results).Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Studies))]
    public void Figures_are_those_of_the_committed_study(string study)
    {
        string text = File.ReadAllText(Page);
        string begin = $"<!-- {study} -->\n";
        const string end = "<!-- end -->\n";
        int start = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/studies.md has no table for {study}");
        start += begin.Length;
        int stop = text.IndexOf(end, start, StringComparison.Ordinal);
        string table = Table(Path.Combine(Results, study, "comparison.csv"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            text = text[..start] + table + text[stop..];
            File.WriteAllText(Page, text);
            stop = start + table.Length;
        }

        Assert.True(text[start..stop] == table, $"docs/studies.md, {study}: stale table; run this test with UPDATE_GOLDEN=1");
        int next = text.IndexOf("\n#", stop, StringComparison.Ordinal);
        string conclusion = text[stop..next];
        Assert.Contains("**Conclusion.**", conclusion, StringComparison.Ordinal);
        foreach (Match figure in Regex.Matches(conclusion, @"\d+(\.\d+)?%"))
        {
            Assert.True(table.Contains(figure.Value, StringComparison.Ordinal), $"{study}: {figure.Value} is not in the table");
        }
    }

    private static string Table(string file)
    {
        string[] lines = File.ReadAllLines(file);
        string[] names = lines[0].Split(',');
        StringBuilder table = new();
        table.Append("\n| metric | variant | mean | baseline's mean | difference, 95% CI | corrected p | |\n|---|---|---|---|---|---|---|\n");
        foreach (string[] row in lines.Skip(1).Select(line => line.Split(',')))
        {
            string Cell(string name) => row[Array.IndexOf(names, name)];
            double Number(string name) => double.Parse(Cell(name), CultureInfo.InvariantCulture);
            MetricUnit unit = StudyMetrics.Find(Cell("metric"))!.Unit;
            string p = Number("p_holm") < 0.0001 ? "< 0.0001" : Number("p_holm").ToString("0.0000", CultureInfo.InvariantCulture);
            table.Append(CultureInfo.InvariantCulture, $"| `{Cell("metric")}` | {Cell("variant")} | {Amount(Number("variant_mean"), unit)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Amount(Number("baseline_mean"), unit)} | ")
                .Append(Cell("relative_low").Length > 0
                    ? $"{Signed(Number("relative"))} ({Signed(Number("relative_low"))} to {Signed(Number("relative_high"))})"
                    : $"{Signed(Number("difference"), unit)} ({Signed(Number("low"), unit)} to {Signed(Number("high"), unit)})")
                .Append(CultureInfo.InvariantCulture, $" | {p} ")
                .Append(Cell("shown") == "true" ? "| shown |\n" : "| no difference shown |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Amount(double value, MetricUnit unit) =>
        unit == MetricUnit.Share ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : EffectWords.Amount(value, unit);

    private static string Signed(double share) => (share * 100).ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture) + "%";

    private static string Signed(double difference, MetricUnit unit) => difference == 0 ? "0" : (difference > 0 ? "+" : "-") + unit switch
    {
        MetricUnit.Share => (Math.Abs(difference) * 100).ToString("0.0", CultureInfo.InvariantCulture) + " pp",
        MetricUnit.Seconds => EffectWords.Digits(Math.Abs(difference)) + " s",
        _ => EffectWords.Digits(Math.Abs(difference)),
    };
}
