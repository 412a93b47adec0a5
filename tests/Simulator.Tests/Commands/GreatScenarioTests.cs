using Simulator.Commands;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>
/// Goal: the campaigns and failures that the documents tell of end as their expectations say, with no invariant broken. Method: the verb
/// <c>test</c>, as a user runs it.
/// </summary>
public sealed class GreatScenarioTests
{
    [Theory]
    [InlineData("one-time-use")]
    [InlineData("upgrade-to-placement")]
    [InlineData("host-failures")]
    [InlineData("drain-campaign")]
    public void All_expectations_and_invariants_hold(string name)
    {
        CommandRun run = CommandRun.Of("test", Path.Combine(Repository.Root, "scenarios", name + ".yaml"), "--check-invariants");
        Assert.True(run.Code == ExitCodes.Ok, run.Out + run.Error);
    }
}
