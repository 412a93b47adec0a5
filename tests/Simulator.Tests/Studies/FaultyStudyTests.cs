using Simulator.Commands;
using Simulator.Tests.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>Whatever is wrong with a study: exit code 2, a message with its place, and nothing written.</summary>
public sealed class FaultyStudyTests
{
    [Theory]
    [InlineData("name: sizes", "naim: sizes", "study.yaml:1:1", "did you mean 'name'?")]
    [InlineData("base: small.yaml", "base: smal.yaml", "study.yaml:2:7", "there is no file")]
    [InlineData("base: small.yaml", "base: .", "study.yaml:2:7", "is a folder, not a file")]
    [InlineData("base: small.yaml", "base: study.yaml", "study.yaml:2:7", "is a study; a base is a scenario")]
    [InlineData("base: small.yaml\n", "", "study.yaml:1:1", "needs the key 'base'")]
    [InlineData("replications: 4", "replications: 4\nuntil: { metric: boots.failed.ratio, half_width: 1%, max: 3 }",
        "study.yaml:4:8", "more than the 3 that 'until' allows")]
    [InlineData("replications: 4", "replications: many", "study.yaml:3:15", "'many' is not a whole number")]
    [InlineData("boots.failed.ratio,", "boots.faild.ratio,", "study.yaml:4:11", "did you mean 'boots.failed.ratio'?")]
    [InlineData("utilization.VCPU.mean", "utilization.VCPUS.mean", "study.yaml:4:59", "did you mean 'utilization.VCPU.mean'?")]
    [InlineData("replications: 4", "baseline: fore", "study.yaml:3:11", "did you mean 'four'?")]
    [InlineData("replications: 4", "warmup: 3d", "study.yaml:3:9", "must end before the scenario")]
    [InlineData("replications: 4", "confidence: 195%", "study.yaml:3:13", "not a confidence")]
    [InlineData("replications: 4", "resample: { lode: 50% }", "study.yaml:3:13", "no replayed workload")]
    [InlineData("replications: 4", "until: { metric: boots.failed.ratio, half_width: wide }", "study.yaml:3:50", "not a number above 0")]
    [InlineData("duration: 2d", "duratoin: 2d", "study.yaml:8:12", "did you mean 'duration'?")]
    [InlineData("hosts[0].count\": 8", "hosts[7].count\": 8", "study.yaml:10:12", "there is no [7]")]
    [InlineData("hosts[0].count\": 8", "hosts[0].count\": x", "study.yaml:10:30", "'x' is not a whole number")]
    [InlineData("set: { duration: 2d }", "sett: { duration: 2d }", "study.yaml:8:5", "did you mean 'set'?")]
    [InlineData("set: { duration: 2d }", "release: \"1999.1\"", "study.yaml:8:14", "is not a Nova release")]
    [InlineData("set: { duration: 2d }", "policy: simulator.BestFitWeiger", "study.yaml:8:14", "simulator.BestFitWeigher")]
    [InlineData("set: { duration: 2d }", "traces: { load: other.csv }", "study.yaml:8:15", "no trace workload")]
    [InlineData("set: { duration: 2d }", "nova_conf: \"[filter_scheduler]\\nenabled_filter = A\"",
        "study.yaml:8:17", "did you mean 'enabled_filters'?")]
    [InlineData("  eight:\n    set: { \"hosts[0].count\": 8 }", "  \"a/b\": {}", "study.yaml:9:3", "cannot name a file")]
    public void Faults_are_told_with_their_place(string sound, string faulty, string place, string message)
    {
        using TemporaryFolder folder = new();
        string text = StudyFile.Study.Replace(sound, faulty, StringComparison.Ordinal);
        Assert.NotEqual(StudyFile.Study, text);
        CommandRun run = CommandRun.Of("compare", StudyFile.Write(folder, text), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.False(Directory.Exists(folder.PathOf("out")));
        string[] lines = run.Error.Split('\n');
        Assert.True(
            lines.Any(line => line.Contains(place + ": error SIM", StringComparison.Ordinal) && line.Contains(message, StringComparison.Ordinal)),
            run.Error);
    }

    [Theory]
    [InlineData("<= 1%", "<= 1h", "plan.yaml:3:12", "boots.failed.ratio is a share, for example 1%")]
    [InlineData("<= 1%", "<= 200%", "plan.yaml:3:12", "a share, at most 100%")]
    [InlineData("<= 1%", "<= -1%", "plan.yaml:3:12", "is never negative")]
    [InlineData("boots.failed.ratio <= 1%", "boots.seconds.p95 <= 5 GiB", "plan.yaml:3:12", "is a time, for example 90s")]
    [InlineData("boots.failed.ratio <= 1%", "servers.failed <= 5s", "plan.yaml:3:12", "a number without a unit")]
    [InlineData("from: 1, to: 3", "from: -1, to: 3", "plan.yaml:4:39", "-1 is below the minimum 0")]
    [InlineData("from: 1, to: 3", "values: []", "plan.yaml:4:41", "'values' is empty")]
    [InlineData("from: 1, to: 3", "values: [1, 2, 1]", "plan.yaml:4:48", "the value 1 is there twice")]
    [InlineData("replications: 2", "growth: { rate: 1000%, periods: 24 }", "plan.yaml:5:17", "more than the limit of 1000 times in 24 periods")]
    public void Faults_of_plans_are_told_with_their_place(string sound, string faulty, string place, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write("small.yaml", StudyFile.Cloud);
        string text = "name: room\nbase: small.yaml\nobjective: boots.failed.ratio <= 1%\n"
            + "vary: { path: \"hosts[0].count\", from: 1, to: 3 }\nreplications: 2\n";
        Assert.Contains(sound, text, StringComparison.Ordinal);
        string file = folder.Write("plan.yaml", text.Replace(sound, faulty, StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("plan", file, "-o", folder.PathOf("out"));
        Assert.Equal((ExitCodes.BadInput, false), (run.Code, Directory.Exists(folder.PathOf("out"))));
        Assert.Contains(place + ": error SIM", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_base_is_told_once()
    {
        using TemporaryFolder folder = new();
        string study = StudyFile.Write(folder);
        folder.Write("small.yaml", StudyFile.Cloud.Replace("hardware: machine", "hardware: machin", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("compare", study, "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
