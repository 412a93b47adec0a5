using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>The verb <c>explain</c>: bad input ends with exit code 2 and a message; a refused port names the guard and the pools.</summary>
public sealed class ExplainCommandTests
{
    private static readonly string Guide = Path.Combine(Repository.Root, "scenarios", "guide");

    [Fact]
    public void Usage_without_or_with_both_choices_is_refused()
    {
        string file = Path.Combine(Guide, "x520.yaml");
        Assert.Equal(ExitCodes.BadInput, CommandRun.Of("explain", file).Code);
        Assert.Equal(ExitCodes.BadInput, CommandRun.Of("explain", file, "--instance", "a", "--all-failures").Code);
        Assert.Equal(ExitCodes.BadInput, CommandRun.Of("explain", "--all-failures").Code);
    }

    [Fact]
    public void An_unknown_server_is_told_with_the_nearest_name()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound);
        CommandRun run = CommandRun.Of("explain", file, "--instance", "fist");
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Contains("nobody asks for a server 'fist' in this scenario (did you mean 'first'?)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_whose_decision_lies_beyond_the_end_is_told_so()
    {
        using TemporaryFolder folder = new();
        string text = MarkedScenario.Sound.Replace("at: 1min", "at: 3600s", StringComparison.Ordinal);
        CommandRun run = CommandRun.Of("explain", folder.Write("late.yaml", text), "--instance", "first");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed: 1", "sead: 1", "did you mean 'seed'?")]
    [InlineData("\"vendor_id\": \"8086\" }\nflavors", "\"address\": \"x\" }\nflavors", "error SIM0121")]
    public void A_faulty_scenario_is_told_as_by_check(string sound, string faulty, string message)
    {
        using TemporaryFolder folder = new();
        Assert.Contains(sound, MarkedScenario.Sound, StringComparison.Ordinal);
        string file = folder.Write("faulty.yaml", MarkedScenario.Sound.Replace(sound, faulty, StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("explain", file, "--all-failures");
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        CommandRun missing = CommandRun.Of("explain", folder.PathOf("nowhere.yaml"), "--all-failures");
        Assert.Equal(ExitCodes.BadInput, missing.Code);
    }

    [Fact]
    public void A_refused_port_names_what_it_asks_for_the_guard_and_the_pools()
    {
        CommandRun run = CommandRun.Of("explain", Path.Combine(Guide, "physical-network.yaml"), "--instance", "left-3");
        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains(
            "PCI: 1 × port left-3/1 (physical_network physnet1, remote_managed False), NUMA affinity legacy", run.Out, StringComparison.Ordinal);
        Assert.Contains("compute: left-3/1: 1 wanted, 2 free; 0 left after Spec", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "free: 1 × 15b3:101e type-VF of 0000:02:00.0 (physical_network physnet2, remote_managed false)", run.Out, StringComparison.Ordinal);
        CommandRun tagged = CommandRun.Of("explain", Path.Combine(Guide, "remote-managed.yaml"), "--instance", "alias-1");
        Assert.Contains("0 left after UnrequestedRemoteManaged", tagged.Out, StringComparison.Ordinal);
        CommandRun refused = CommandRun.Of("explain", Path.Combine(Guide, "physical-network.yaml"), "--instance", "nowhere");
        Assert.Contains("Refused (NovaException) by api: no segment of network tunnels", refused.Out, StringComparison.Ordinal);
    }
}
