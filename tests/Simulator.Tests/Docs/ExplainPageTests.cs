using System.Text.RegularExpressions;
using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Flows.Decisions;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: the output shown in docs/explain.md is what the program prints. Method: run the quickstart once, tell the decisions that the page
/// shows, and compare them with the page; with UPDATE_GOLDEN=1 the page is rewritten instead.
/// </summary>
public sealed class ExplainPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "explain.md");

    [Fact]
    public void The_page_shows_what_the_program_prints()
    {
        string page = File.ReadAllText(Page);
        MatchCollection blocks = Regex.Matches(
            page, @"```text\n(?<command>\$ simulator explain scenarios/quickstart\.yaml --instance (?<name>\S+))\n(?<output>[^`]*)```");
        Assert.Equal(5, blocks.Count);
        SortedDictionary<string, string> told = Tell(blocks.Select(block => block.Groups["name"].Value));
        string expected = blocks.Aggregate(page, (text, block) => text.Replace(
            block.Value, $"```text\n{block.Groups["command"].Value}\n{told[block.Groups["name"].Value]}```", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, expected);
        }
        else
        {
            Assert.Equal(expected, page);
        }
    }

    private static SortedDictionary<string, string> Tell(IEnumerable<string> names)
    {
        DiagnosticBag problems = new();
        Scenario? scenario = ScenarioLoader.Load(Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"), problems);
        Assert.False(problems.HasErrors);
        string[] wanted = [.. names];
        SortedDictionary<string, string> told = new(StringComparer.Ordinal);
        CloudRun run = new(scenario!, new RunOptions());
        run.Context.Decisions.Listener = decision =>
        {
            string name = decision.Server.Record.Name;
            if (wanted.Contains(name))
            {
                Assert.NotNull(decision.Refusal);
                told[name] = DecisionText.Of(run.Context, run.Scheduler, decision);
            }
        };
        using CancellationTokenSource done = new();
        run.Run(
            500,
            _ =>
            {
                if (told.Count == wanted.Length)
                {
                    done.Cancel();
                }
            },
            done.Token);
        return told;
    }
}
