using System.Text.RegularExpressions;
using Simulator.Tests.Commands;
using Simulator.Tests.Reports;
using Simulator.Tests.Scenarios;
using Xunit;
using Xunit.Abstractions;

namespace Simulator.Tests.Studies;

/// <summary>Goal: the pages of comparisons and plans work in a real browser, at a desk and on a phone. Method: that of BrowserTests.</summary>
public sealed class StudyBrowserTests(ITestOutputHelper output)
{

    [Fact]
    public void Differences_sort_by_their_amount_and_filter_by_a_word()
    {
        string? sorted = Browser.Load(
            () => Pages.Comparison, "document.querySelectorAll('#comparison ~ .scroll table')[0].querySelectorAll('th button')[2].click();", output);
        string? filtered = Browser.Load(
            () => Pages.Comparison,
            "var i=document.querySelector('.filter input');i.value='eight';i.dispatchEvent(new Event('input'));", output);
        if (sorted is not null && filtered is not null)
        {
            Assert.Contains("aria-sort=\"ascending\"", sorted);
            double[] keys = [.. Cells(sorted)];
            Assert.Equal(keys.Order(), keys);
            Assert.True(keys.Length >= 6);
            Assert.Contains("<tr hidden=\"\">", filtered);
        }
    }

    [Fact]
    public void On_a_phone_nothing_but_tables_and_plots_is_wider_than_the_screen()
    {
        foreach (string? page in new[] { Pages.Comparison, Pages.Plan }.Select(page => Browser.Load(() => page, Browser.CountWide, output)))
        {
            if (page is not null)
            {
                Assert.Contains("<title>wide:0</title>", page);
            }
        }
    }

    private static IEnumerable<double> Cells(string page)
    {
        int start = page.IndexOf("id=\"comparison\"", StringComparison.Ordinal);
        int end = page.IndexOf("</table>", start, StringComparison.Ordinal);
        foreach (Match row in Regex.Matches(page[start..end], "<tr>(<td.*?)</tr>", RegexOptions.Singleline))
        {
            MatchCollection keys = Regex.Matches(row.Groups[1].Value, "data-key=\"([^\"]+)\"");
            yield return double.Parse(keys[0].Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>One comparison and one plan, made when somebody first asks.</summary>
    private static class Pages
    {
        private static readonly Lazy<string> Compared = new(() =>
            Make("compare", StudyFile.Study.Replace("replications: 4", "replications: 3", StringComparison.Ordinal)));
        private static readonly Lazy<string> Planned = new(() => Make("plan", """
            name: sizing
            base: small.yaml
            objective: boots.failed.ratio <= 10%
            vary: { name: hosts, path: "hosts[0].count", from: 3, to: 9, step: 3 }
            replications: 2
            """));

        /// <summary>The page of a comparison.</summary>
        public static string Comparison => Compared.Value;

        /// <summary>The page of a plan.</summary>
        public static string Plan => Planned.Value;

        private static string Make(string verb, string study)
        {
            using TemporaryFolder folder = new();
            CommandRun run = CommandRun.Of(verb, StudyFile.Write(folder, study), "-o", folder.PathOf("out"));
            Assert.True(run.Code == Simulator.Commands.ExitCodes.Ok, run.Out + run.Error);
            return File.ReadAllText(folder.PathOf("out/report.html"));
        }
    }
}
