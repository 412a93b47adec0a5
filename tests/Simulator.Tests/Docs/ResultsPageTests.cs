using System.Text.Json;
using System.Text.RegularExpressions;
using Simulator.Flows.Faults;
using Simulator.Metrics;
using Simulator.Tests.Reports;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/results.md names every column and field, in their order, and no other. Method: a result folder is written, and its headers
/// and its summary are compared with the page's tables.
/// </summary>
public sealed class ResultsPageTests
{
    [Fact]
    public void The_page_lists_what_the_files_hold()
    {
        using TemporaryFolder folder = new();
        ResultFolder.Open(folder.PathOf("")).Write(SampleRun.X520 with
        {
            Summary = SampleRun.X520.Summary with
            {
                Migrations = [new MigrationCount("resize", "confirmed", "", 1)],
                ServiceFaults = new ServiceFaultFigures(0, 0, 0, 0, 0),
                DeviceFaults = new DeviceBook().ToFigures(TimeSpan.Zero),
            },
            DeviceFaults = [],
            Outages = [],
        });
        foreach (string file in Directory.EnumerateFiles(folder.PathOf(""), "*.csv"))
        {
            Assert.Equal(File.ReadLines(file).First().Split(','), Documented(Path.GetFileName(file)));
        }

        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.PathOf(""), "summary.json")));
        Assert.Equal(Fields(summary.RootElement, ""), Documented("summary.json"));
    }

    private static List<string> Documented(string file)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "results.md"));
        Match section = Regex.Match(page, $@"^## {Regex.Escape(file)}$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"docs/results.md has no section '{file}'");
        return [.. Regex.Matches(section.Value, @"^\| `([^`]+)` \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
    }

    private static List<string> Fields(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object =>
        [
            .. value.EnumerateObject().SelectMany(member =>
                (List<string>)[path + member.Name, .. Fields(member.Value, path + member.Name + ".")]),
        ],
        JsonValueKind.Array => value.GetArrayLength() == 0 ? [] : Fields(value[0], path),
        _ => [],
    };
}
