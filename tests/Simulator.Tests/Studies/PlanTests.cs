using System.Text.Json;
using Simulator.Commands;
using Simulator.Tests.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>The verb <c>plan</c>: the answer is the least value that meets the objective, and what it says of growth.</summary>
public sealed class PlanTests
{
    private const string Plan = """
        name: sizing
        base: small.yaml
        objective: boots.failed.ratio <= 10%
        vary: { name: hosts, path: "hosts[0].count", from: 2, to: 9 }
        replications: 3
        """;

    [Fact]
    public void The_answer_is_the_least_value_that_meets_the_objective()
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of("plan", StudyFile.Write(folder, Plan), "-o", folder.PathOf("out"), "-j", "2");
        Assert.Empty(run.Error);
        Assert.Equal(ExitCodes.Ok, run.Code);
        string[][] rows = [.. File.ReadLines(folder.PathOf("out/search.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(["9", "2"], rows.Take(2).Select(row => row[1]));
        int answer = rows.Where(row => row[^1] == "true").Min(row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(answer, 3, 9);
        string sentence = FormattableString.Invariant($"The least hosts that meets the objective is {answer}: boots.failed.ratio <= 10% at 95%");
        Assert.Contains(sentence, run.Out, StringComparison.Ordinal);
        Assert.Contains(rows, row => row[1] == FormattableString.Invariant($"{answer - 1}") && row[^1] == "false");
        Assert.EndsWith("</html>", File.ReadAllText(folder.PathOf("out/report.html")).TrimEnd(), StringComparison.Ordinal);
        CommandRun again = CommandRun.Of("plan", folder.PathOf("study.yaml"), "-o", folder.PathOf("out"), "-j", "1");
        Assert.Contains(FormattableString.Invariant($"{rows.Length * 3} runs in "), again.Out, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($", {rows.Length * 3} of them kept"), again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void One_host_more_is_needed_when_any_host_may_be_missing()
    {
        using TemporaryFolder folder = new();
        int plain = Answer(folder, Plan);
        int spare = Answer(folder, Plan + "\nn_plus_one: host");
        Assert.Equal(Math.Min(9, plain + 1), spare);
    }

    [Fact]
    public void What_no_value_meets_is_said_with_exit_code_1()
    {
        using TemporaryFolder folder = new();
        string plan = Plan.Replace("<= 10%", "<= 0.001%", StringComparison.Ordinal).Replace("to: 9", "to: 3", StringComparison.Ordinal);
        CommandRun run = CommandRun.Of("plan", StudyFile.Write(folder, plan), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.NotMet, run.Code);
        Assert.Contains("No value of hosts that was tried (2, 3) meets the objective. With 3, share of servers refused may be ", run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_more_is_worse_the_answer_says_so()
    {
        using TemporaryFolder folder = new();
        string plan = Plan.Replace("boots.failed.ratio <= 10%", "utilization.VCPU.mean >= 70%", StringComparison.Ordinal)
            .Replace("to: 9", "to: 9, step: 7", StringComparison.Ordinal);
        CommandRun run = CommandRun.Of("plan", StudyFile.Write(folder, plan), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains("The least hosts that meets the objective is 2", run.Out, StringComparison.Ordinal);
        Assert.Contains("More is not always better here: 9 misses the objective", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Growth_tells_a_date_with_a_band()
    {
        using TemporaryFolder folder = new();
        string plan = """
            name: growing
            base: small.yaml
            change: { set: { "hosts[0].count": 9 } }
            objective: [boots.failed.ratio <= 15%, utilization.VCPU.mean >= 1%]
            growth: { rate: 25%, per: 30d, periods: 12, start: 2027-01-01 }
            replications: 4
            """;
        CommandRun run = CommandRun.Of("plan", StudyFile.Write(folder, plan), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Matches(
            "With 25% growth every 30 days the objective is first missed 202\\d-\\d\\d-\\d\\d \\(median of 4 replications; risk band", run.Out);
        string[][] rows = [.. File.ReadLines(folder.PathOf("out/exhaustion.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.InRange(int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), 1, 12));
        Assert.True(File.Exists(folder.PathOf("out/plots/exhaustion.png")));
    }

    [Theory]
    [InlineData("boots.failed.ratio <= 10%", "drains.secnods.max <= 8h", "study.yaml:3:12", "did you mean 'drains.seconds.max'?")]
    [InlineData("boots.failed.ratio <= 10%", "campaign.firmware.seconds <= 8h", "study.yaml:3:12", "there is no metric 'campaign.firmware.seconds'")]
    [InlineData("boots.failed.ratio <= 10%", "drains.seconds.max <= soon", "study.yaml:3:12", "METRIC <= NUMBER")]
    [InlineData("boots.failed.ratio <= 10%", "boots.failed.ratio == 10%", "study.yaml:3:12", "METRIC <= NUMBER")]
    [InlineData("boots.failed.ratio <= 10%", "boots.faild.ratio <= 10%", "study.yaml:3:12", "did you mean 'boots.failed.ratio'?")]
    [InlineData("replications: 3", "n_plus_one: rack", "study.yaml:5:13", "have no racks")]
    [InlineData("replications: 3", "n_plus_one: disk", "study.yaml:5:13", "none of host, rack")]
    [InlineData("replications: 3", "growth: { rate: -3% }", "study.yaml:5:17", "not a number above 0")]
    [InlineData("from: 2, to: 9", "from: 9, to: 2", "study.yaml:4:59", "'to' must be above 'from'")]
    [InlineData("from: 2, to: 9", "from: 2", "study.yaml:4:7", "needs the key 'to'")]
    [InlineData("hosts[0].count", "hosts[0].coont", "study.yaml:4:28", "did you mean 'count'?")]
    public void Faults_are_told_with_their_place(string sound, string faulty, string place, string message)
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of(
            "plan", StudyFile.Write(folder, Plan.Replace(sound, faulty, StringComparison.Ordinal)), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.False(Directory.Exists(folder.PathOf("out")));
        Assert.Contains(place + ": error SIM", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_studies_are_valid()
    {
        CommandRun run = CommandRun.Of("check", Path.Combine(Repository.Root, "scenarios", "studies"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        int files = Directory.GetFiles(Path.Combine(Repository.Root, "scenarios", "studies"), "*.yaml").Length;
        Assert.Equal(files, run.Out.Split('\n').Count(line => line.Contains(": ok (", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("study", "variants")]
    [InlineData("plan", "objective")]
    public void Editors_get_a_schema(string kind, string key)
    {
        CommandRun run = CommandRun.Of("schema", kind);
        Assert.Equal(ExitCodes.Ok, run.Code);
        using JsonDocument schema = JsonDocument.Parse(run.Out);
        Assert.True(schema.RootElement.GetProperty("properties").TryGetProperty(key, out _));
    }

    private static int Answer(TemporaryFolder folder, string plan)
    {
        CommandRun run = CommandRun.Of("plan", StudyFile.Write(folder, plan), "-o", folder.PathOf("out"));
        const string words = "that meets the objective is ";
        int start = run.Out.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, run.Out);
        start += words.Length;
        return int.Parse(run.Out[start..run.Out.IndexOf(':', start)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
