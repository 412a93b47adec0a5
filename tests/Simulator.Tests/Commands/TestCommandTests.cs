using System.Xml.Linq;
using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>The verb <c>test</c>: verdicts, JUnit file, exit codes; and the guide's examples, which must hold.</summary>
public sealed class TestCommandTests
{
    private static readonly string Guide = Path.Combine(Repository.Root, "scenarios", "guide");

    [Theory]
    [InlineData("guide")]
    [InlineData("nova-functional")]
    public void All_scenarios_of_a_folder_hold_with_all_invariants(string name)
    {
        using TemporaryFolder folder = new();
        string junit = folder.PathOf("verdicts.xml");
        string scenarios = Path.Combine(Repository.Root, "scenarios", name);
        CommandRun run = CommandRun.Of("test", scenarios, "--check-invariants", "--junit", junit);
        Assert.True(run.Code == ExitCodes.Ok, run.Out + run.Error);
        XElement root = XDocument.Load(junit).Root!;
        Assert.Equal(Directory.GetFiles(scenarios, "*.yaml").Length, root.Elements("testsuite").Count());
        Assert.All(root.Elements("testsuite"), suite => Assert.NotEmpty(suite.Elements("testcase")));
        Assert.Equal("0", root.Attribute("failures")!.Value);
    }

    [Fact]
    public void The_quickstart_keeps_all_invariants()
    {
        CommandRun run = CommandRun.Of(
            "test", Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"), "--set", "duration=12h", "--check-invariants");
        Assert.True(run.Code == ExitCodes.Ok, run.Out + run.Error);
    }

    [Theory]
    [InlineData("server first state == active", "active", true)]
    [InlineData("server first state != active", "active", false)]
    [InlineData("server first host == \"compute\"", "compute", true)]
    [InlineData("server first devices == \"\"", "", true)]
    [InlineData("server first active_s < 2min", null, true)]
    [InlineData("server first ended_s > 0", "", false)]
    [InlineData("boots.failed.ratio <= 5%", "0", true)]
    [InlineData("duration == 1h", "3600", true)]
    [InlineData("utilization.MEMORY_MB.max > 50%", null, false)]
    [InlineData("host compute servers == 1", "1", true)]
    [InlineData("provider compute VCPU used >= 1", "1", true)]
    [InlineData("provider compute VCPU total == 4", "4", true)]
    [InlineData("device compute 0000:01:00.0 status == allocated", "available", false)]
    public void Rows_are_judged_by_what_the_run_had(string row, string? actual, bool holds)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound.Replace("servers.failed == 0", row, StringComparison.Ordinal));
        string junit = folder.PathOf("verdicts.xml");
        CommandRun run = CommandRun.Of("test", file, "--junit", junit);
        Assert.Equal((holds ? ExitCodes.Ok : ExitCodes.NotMet, string.Empty), (run.Code, run.Error));
        Assert.Contains(row, run.Out, StringComparison.Ordinal);
        Assert.Contains(holds ? " ok " : " failed ", run.Out, StringComparison.Ordinal);
        XElement suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        Assert.Equal(holds ? "0" : "1", suite.Attribute("failures")!.Value);
        XElement? failure = suite.Element("testcase")!.Element("failure");
        Assert.Equal(holds, failure is null);
        if (failure is not null && actual is not null)
        {
            Assert.Equal($"expected {row}, found {(actual.Length == 0 ? "nothing" : actual)}", failure.Attribute("message")!.Value);
        }
    }

    [Theory]
    [InlineData("provider computer VCPU used == 1", "did you mean 'compute'?")]
    [InlineData("provider compute VCPUS used == 1", "did you mean 'VCPU'?")]
    [InlineData("device compute 0000:01:00.1 status == available", "0000:01:00.0")]
    [InlineData("utilization.VCPUS.mean > 0", "did you mean 'VCPU'?")]
    public void What_only_the_run_can_tell_is_refused_after_it(string row, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound.Replace("servers.failed == 0", row, StringComparison.Ordinal));
        string junit = folder.PathOf("verdicts.xml");
        CommandRun run = CommandRun.Of("test", file, "--junit", junit);
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Matches(@"sound\.yaml:\d+:5: error SIM0108: ", run.Error);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(junit), "nothing is written");
    }

    [Fact]
    public void Hosts_that_a_full_answer_hides_are_told_in_plain_words()
    {
        using TemporaryFolder folder = new();
        CommandRun run = CommandRun.Of("run", Path.Combine(Guide, "wide-tree-8.yaml"), "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains(
            "4 hosts could serve the request, but its 1000 candidates are all from 1 of them; the other 3 are never seen",
            File.ReadAllText(folder.PathOf("out/failures.csv")),
            StringComparison.Ordinal);
    }
}
