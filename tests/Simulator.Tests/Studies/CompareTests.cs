using System.Text.Json;
using Simulator.Commands;
using Simulator.Tests.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>The verb <c>compare</c>: its files, that threads and interruptions show in none of them, and that finished runs are kept.</summary>
public sealed class CompareTests
{
    private static readonly string[] Reproducible = ["runs.csv", "means.csv", "comparison.csv", "report.html"];

    [Fact]
    public void A_study_tells_what_is_shown_and_what_is_not()
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of("compare", StudyFile.Write(folder), "-o", folder.PathOf("out"), "-j", "2");
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Empty(run.Error);
        Assert.Contains("Compared with four, eight refuses ", run.Out, StringComparison.Ordinal);
        Assert.Contains("% fewer servers (95% CI ", run.Out, StringComparison.Ordinal);
        Assert.Contains("In every replication same gives the very figures of four: share of servers refused", run.Out,
            StringComparison.Ordinal);
        Dictionary<string, string[]> rows = Rows(folder.PathOf("out/comparison.csv"));
        Assert.Equal("true", rows["boots.failed.ratio,eight"][^1]);
        Assert.Equal("false", rows["boots.failed.ratio,same"][^1]);
        Assert.Equal("0", rows["boots.failed.ratio,same"][6]);
        string page = File.ReadAllText(folder.PathOf("out/report.html"));
        Assert.Contains("no difference shown", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("out/plots/difference-boots-failed-ratio.png")));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(folder.PathOf("out/manifest.json")));
        Assert.Equal(3, manifest.RootElement.GetProperty("scenarios").GetArrayLength());
        Assert.True(manifest.RootElement.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void The_result_is_the_same_on_any_number_of_threads_and_after_an_interruption()
    {
        using TemporaryFolder folder = new();
        string study = StudyFile.Write(folder);
        Assert.Equal(ExitCodes.Ok, CommandRun.Of("compare", study, "-o", folder.PathOf("one"), "-j", "1").Code);
        using CancellationTokenSource source = new();
        using StoppingWriter output = new(source, "50%");
        CommandRun stopped = CommandRun.Of(output, source.Token, "compare", study, "-o", folder.PathOf("many"), "-j", "3");
        Assert.Equal(ExitCodes.Interrupted, stopped.Code);
        Assert.Contains("The study was interrupted after ", stopped.Out, StringComparison.Ordinal);
        Assert.EndsWith("</html>", File.ReadAllText(folder.PathOf("many/report.html")).TrimEnd(), StringComparison.Ordinal);
        int kept = Directory.GetFiles(folder.PathOf("many/replications"), "*.json").Length;
        Assert.InRange(kept, 6, 11);
        CommandRun resumed = CommandRun.Of("compare", study, "-o", folder.PathOf("many"), "-j", "3");
        Assert.Contains(FormattableString.Invariant($"12 runs in "), resumed.Out, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($", {kept} of them kept from before."), resumed.Out, StringComparison.Ordinal);
        foreach (string file in Reproducible)
        {
            Assert.Equal(File.ReadAllText(folder.PathOf("one/" + file)), File.ReadAllText(folder.PathOf("many/" + file)));
        }

        Assert.Equal(
            Directory.GetFiles(folder.PathOf("one/plots")).Select(Path.GetFileName).Order(),
            Directory.GetFiles(folder.PathOf("many/plots")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_changed_input_is_run_again_and_a_damaged_result_is_replaced()
    {
        using TemporaryFolder folder = new();
        string study = StudyFile.Write(folder, StudyFile.Study.Replace("replications: 4", "replications: 2", StringComparison.Ordinal));
        string[] command = ["compare", study, "-o", folder.PathOf("out")];
        CommandRun.Of(command);
        string kept = Directory.GetFiles(folder.PathOf("out/replications"), "four-1-*.json").Single();
        File.WriteAllText(kept, "{ \"key\": \"");
        Assert.Contains("6 runs in ", CommandRun.Of(command).Out, StringComparison.Ordinal);
        Assert.Contains(", 6 of them kept", CommandRun.Of(command).Out, StringComparison.Ordinal);
        folder.Write("small.yaml", StudyFile.Cloud.Replace("mean: 4h", "mean: 3h", StringComparison.Ordinal));
        Assert.Contains(", 0 of them kept", CommandRun.Of(command).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replication_is_the_run_with_its_seed()
    {
        using TemporaryFolder folder = new();
        string study = StudyFile.Write(folder, StudyFile.Study.Replace("replications: 4", "replications: 2", StringComparison.Ordinal));
        CommandRun.Of("compare", study, "-o", folder.PathOf("out"));
        string[] row = File.ReadLines(folder.PathOf("out/runs.csv")).Select(line => line.Split(','))
            .First(cells => cells is ["eight", "2", _, "boots.failed.ratio", _]);
        CommandRun.Of("run", folder.PathOf("small.yaml"), "--set", "hosts[0].count=8", "--seed", row[2], "-o", folder.PathOf("run"));
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(folder.PathOf("run/summary.json")));
        double share = summary.RootElement.GetProperty("failed_share").GetDouble();
        Assert.Equal(share, double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public void Replications_are_added_until_the_interval_is_narrow_enough()
    {
        using TemporaryFolder folder = new();
        string text = StudyFile.Study.Replace(
            "replications: 4", "replications: 2\nuntil: { metric: boots.failed.ratio, half_width: 3%, max: 12 }", StringComparison.Ordinal);
        CommandRun run = CommandRun.Of("compare", StudyFile.Write(folder, text), "-o", folder.PathOf("out"));
        Assert.Matches("After (\\d+) replications every difference in share of servers refused is known to ±3.00 percentage points", run.Out);
        string tight = text.Replace("half_width: 3%, max: 12", "half_width: 0.01%, max: 4", StringComparison.Ordinal);
        run = CommandRun.Of("compare", StudyFile.Write(folder, tight), "-o", folder.PathOf("out"));
        Assert.Contains("After 4 replications, the most that was allowed", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_warm_up_counts_for_nothing()
    {
        using TemporaryFolder folder = new();
        string text = StudyFile.Study.Replace("replications: 4", "replications: 1\nwarmup: 47h", StringComparison.Ordinal);
        CommandRun run = CommandRun.Of("compare", StudyFile.Write(folder, text), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains("one replication only", run.Out, StringComparison.Ordinal);
        double requested = double.Parse(File.ReadLines(folder.PathOf("out/runs.csv")).Select(line => line.Split(','))
            .First(cells => cells[3] == "servers.requested")[4], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(requested, 0, 20);
    }

    private static Dictionary<string, string[]> Rows(string file) => File.ReadLines(file).Skip(1).Select(line => line.Split(','))
        .ToDictionary(cells => $"{cells[0]},{cells[1]}");

    private sealed class StoppingWriter(CancellationTokenSource source, string at) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value is not null && value.Contains(at, StringComparison.Ordinal))
            {
                source.Cancel();
            }
        }
    }
}
