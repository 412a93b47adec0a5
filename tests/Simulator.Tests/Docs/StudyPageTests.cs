using System.Text;
using System.Text.RegularExpressions;
using Simulator.Scenarios.Binding;
using Simulator.Studies;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/studies.md lists every key and metric that the program knows. Method: the part below its marker is made anew from the keys
/// and compared (UPDATE_GOLDEN=1 rewrites it); the metrics are looked up in the text above.
/// </summary>
public sealed class StudyPageTests
{
    private const string Marker = "<!-- From here on the page is made by StudyPageTests; change the descriptions in the code. -->\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "studies.md");

    [Fact]
    public void The_page_lists_every_key()
    {
        string text = File.ReadAllText(Page);
        int start = text.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/studies.md has lost its marker");
        StringBuilder page = new(text[..start] + Marker);
        page.Append("\n## Keys of a study\n\n");
        KeyTables.Append(page, SchemaWriter.Write(StudyFormat.Keys, "Study"));
        page.Append("\n## Keys of a plan\n\n");
        KeyTables.Append(page, SchemaWriter.Write(PlanFormat.Keys, "Plan"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, page.ToString());
            text = page.ToString();
        }

        Assert.True(page.ToString() == text, "docs/studies.md is stale; run this test with UPDATE_GOLDEN=1");
    }

    [Fact]
    public void The_page_names_every_metric()
    {
        string[] named = [.. Regex.Matches(File.ReadAllText(Page), "`([a-z_.0-9]+)`").Select(match => match.Groups[1].Value)];
        foreach (string name in StudyMetrics.Fixed.Select(metric => metric.Name))
        {
            string last = name[name.LastIndexOf('.')..];
            Assert.True(named.Contains(name) || named.Contains(last), $"docs/studies.md does not name {name}");
        }
    }
}
