using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/scenarios.md lists every key and latency that the program knows, and no other. Method: the part of the page below its marker
/// is made anew from the schema and the catalogue and compared; UPDATE_GOLDEN=1 rewrites it.
/// </summary>
public sealed class ScenarioPageTests
{
    private const string Marker = "<!-- From here on the page is made by ScenarioPageTests; change the descriptions in the code. -->\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "scenarios.md");

    [Fact]
    public void The_page_lists_every_key_and_latency()
    {
        string text = File.ReadAllText(Page);
        int start = text.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/scenarios.md has lost its marker");
        string wanted = text[..start] + Marker + Reference();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, wanted);
            text = wanted;
        }

        Assert.True(wanted == text, "docs/scenarios.md is stale; run this test with UPDATE_GOLDEN=1");
    }

    private static string Reference()
    {
        StringBuilder page = new();
        page.Append("\n## All keys\n\n### A scenario\n\n");
        KeyTables.Append(page, JsonNode.Parse(ScenarioSchema.Write())!.AsObject());
        page.Append("\n## Latencies\n\n")
            .Append("| key under `timing:` | default, in seconds | what waits | where the default comes from |\n|---|---|---|---|\n");
        foreach (TimingEntry entry in TimingCatalog.Entries)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{entry.Name}` | {entry.Default.Describe()} | {entry.Meaning} | {entry.Source} |\n");
        }

        return page.ToString();
    }
}
