using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Every scenario of the repository gives the same result files, byte for byte, with and without the fast path.</summary>
public sealed class FastPathTests
{
    private static readonly string Scenarios = Path.Combine(Repository.Root, "scenarios");

    public static TheoryData<string> All => [.. Repository.Scenarios()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_scenario_gives_the_same_files(string scenario) => AssertSame(scenario, Bounds(scenario));

    [Theory]
    [InlineData("3", "1s")]
    [InlineData("16", "10min")]
    public void Workers_with_old_views_decide_the_same(string count, string viewAge) => AssertSame(
        "quickstart.yaml", ["duration=12h", $"controller.schedulers.count={count}", $"controller.schedulers.view-age={viewAge}"]);

    [Theory]
    [InlineData("gpu-trace.yaml")]
    [InlineData("hpc-month.yaml")]
    [InlineData("quickstart.yaml")]
    public void The_great_scenarios_are_decided_from_the_table(string scenario)
    {
        (RunResult result, long fromTable) = Run(scenario, Bounds(scenario), usesFastPath: true);
        Assert.True(fromTable > result.Summary.Decisions / 2, $"{fromTable} of {result.Summary.Decisions}");
    }

    /// <summary>Shorter runs of the great ones: the first part of each has every kind of event.</summary>
    private static string[] Bounds(string scenario) => scenario switch
    {
        "gpu-trace.yaml" => ["duration=20d"],
        "hpc-month.yaml" => ["duration=4d"],
        _ => [],
    };

    private static void AssertSame(string scenario, string[] changes)
    {
        using TemporaryFolder folder = new();
        string[] outputs = ["fast", "reference"];
        foreach (string output in outputs)
        {
            ResultFolder.Open(folder.PathOf(output)).Write(Run(scenario, changes, usesFastPath: output == "fast").Result);
        }

        string[] files = [.. Directory.EnumerateFiles(folder.PathOf("reference")).Select(file => Path.GetFileName(file))];
        Assert.Contains("timeseries.csv", files);
        Assert.Equal(files.Length, Directory.EnumerateFiles(folder.PathOf("fast")).Count());
        foreach (string file in files)
        {
            byte[][] contents = [.. outputs.Select(output => File.ReadAllBytes(Path.Combine(folder.PathOf(output), file)))];
            Assert.True(contents[0].AsSpan().SequenceEqual(contents[1]), $"{file} differs");
        }
    }

    private static (RunResult Result, long FromTable) Run(string scenario, string[] changes, bool usesFastPath)
    {
        DiagnosticBag problems = new();
        Scenario loaded = ScenarioLoader.Load(Path.Combine(Scenarios, scenario), problems, changes, null)!;
        Assert.False(problems.HasErrors, string.Join('\n', problems.Sorted()));
        CloudRun run = new(loaded, new RunOptions(UsesFastPath: usesFastPath));
        RunResult result = run.Run(1, _ => { }, default);
        return (result, run.Scheduler.DecisionsFromTable);
    }
}
