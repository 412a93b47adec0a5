using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>A verb that is given another verb's file, or no file, says which one is meant.</summary>
public sealed class WrongFileTests
{
    private static readonly string Scenarios = Path.Combine(Repository.Root, "scenarios");

    [Theory]
    [InlineData("run", "studies/weighers-openb.yaml", "this is a study, not a scenario; its verb is: compare ")]
    [InlineData("explain", "studies/weighers-openb.yaml", "this is a study, not a scenario; its verb is: compare ")]
    [InlineData("plan", "studies/weighers-openb.yaml", "this is a study, not a plan; its verb is: compare ")]
    [InlineData("compare", "studies/hosts-for-functions.yaml", "this is a plan, not a study; its verb is: plan ")]
    [InlineData("compare", "quickstart.yaml", "this is a scenario, not a study; its verb is: run ")]
    public void A_file_of_another_kind_is_named_with_its_verb(string verb, string file, string message)
    {
        string path = Path.Combine(Scenarios, file);
        string[] rest = verb == "explain" ? ["--instance", "any"] : [];
        CommandRun run = CommandRun.Of([verb, path, .. rest]);
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Equal($"{path}: error: {message}{path}", run.Error.TrimEnd());
    }

    [Fact]
    public void A_file_that_is_not_there_comes_with_its_nearest_neighbour()
    {
        CommandRun run = CommandRun.Of("run", Path.Combine(Scenarios, "quickstrat.yaml"));
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Contains($"(did you mean '{Path.Combine(Scenarios, "quickstart.yaml")}'?)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_without_rows_shows_no_table()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("bare.yaml", MarkedScenario.Sound.Split("expect:")[0]);
        CommandRun run = CommandRun.Of("test", file);
        Assert.Equal((ExitCodes.Ok, "1 scenario: no expect: rows", string.Empty), (run.Code, run.Out.TrimEnd(), run.Error));
    }
}
