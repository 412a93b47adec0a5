using System.Xml.Linq;
using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>
/// Goal: CI notices what a change of configuration costs, and says what. Method: the guide's scenario of the PCI weigher against its committed
/// baseline, as it is and with another multiplier; and baselines that are taken, loosened and broken.
/// </summary>
public sealed class BaselineTests : IDisposable
{
    private static readonly string Guide = Path.Combine(Repository.Root, "scenarios", "guide", "pci-weigher.yaml");
    private static readonly string Committed = Path.Combine(Repository.Root, "results", "baselines");
    private const string NoWeight = "controller.nova_conf.filter_scheduler.pci_weight_multiplier=0";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_committed_baseline_holds()
    {
        CommandRun run = CommandRun.Of("test", Guide, "--baselines", Committed);
        Assert.True(run.Code == ExitCodes.Ok, run.Out + run.Error);
        Assert.Contains("within tolerance, 0 are not", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_pci_weight_multiplier_fails_with_a_readable_message()
    {
        string junit = _folder.PathOf("verdicts.xml");
        CommandRun run = CommandRun.Of("test", Guide, "--baselines", Committed, "--set", NoWeight, "--junit", junit);
        Assert.Equal(ExitCodes.NotMet, run.Code);
        XElement suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        XElement failure = suite.Elements("testcase").Single(item => item.Attribute("name")!.Value == "baseline servers.failed").Element("failure")!;
        Assert.Equal("servers.failed was 0 in the baseline and is 2 now: +2, tolerance 0", failure.Attribute("message")!.Value);
        Assert.Contains("nova.conf", failure.Value, StringComparison.Ordinal);
        Assert.Contains("│ servers.active", run.Out, StringComparison.Ordinal);
        Assert.Contains("-2 (-33.3%)", run.Out, StringComparison.Ordinal);
        Assert.Equal(
            suite.Descendants("failure").Count(),
            int.Parse(suite.Attribute("failures")!.Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Tolerances_in_the_file_are_used_and_outlive_an_update()
    {
        Assert.Equal(ExitCodes.Ok, Take().Code);
        string file = _folder.PathOf("guide-pci-weigher.json");
        string loose = string.Join('\n', File.ReadAllLines(file).Select(line => line.Contains("\"tolerance\"", StringComparison.Ordinal)
            ? "      \"tolerance\": \"1e9\"" : line));
        File.WriteAllText(file, loose);
        CommandRun run = CommandRun.Of("test", Guide, "--baselines", _folder.PathOf(""), "--set", NoWeight);
        Assert.DoesNotContain("│ utilization.VCPU.mean", run.Out.Split("metric")[^1], StringComparison.Ordinal);
        Take();
        Assert.Equal(loose, File.ReadAllText(file).TrimEnd('\n'));
    }

    [Fact]
    public void A_changed_scenario_cannot_become_a_baseline()
    {
        CommandRun run = CommandRun.Of("test", Guide, "--baselines", _folder.PathOf(""), "--update-baselines", "--set", NoWeight);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("--update-baselines with --set", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "guide-pci-weigher.json: ")]
    [InlineData("{\"scenario\":\"x\",\"digest\":\"\",\"metrics\":{\"a\":{\"value\":1,\"tolerance\":\"-1%\"}}}", "'-1%' is neither")]
    public void A_broken_baseline_is_told(string text, string message)
    {
        _folder.Write("guide-pci-weigher.json", text);
        CommandRun run = CommandRun.Of("test", Guide, "--baselines", _folder.PathOf(""));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private CommandRun Take() => CommandRun.Of("test", Guide, "--baselines", _folder.PathOf(""), "--update-baselines");
}
