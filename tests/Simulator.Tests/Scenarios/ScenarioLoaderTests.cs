using Model.Diagnostics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>Whole scenario files: the ones of the repository, and what each part becomes.</summary>
public sealed class ScenarioLoaderTests
{
    private static string Folder => Path.Combine(Repository.Root, "scenarios");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(Folder, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_of_the_repository_is_valid(string file)
    {
        DiagnosticBag bag = new();
        Scenario? scenario = ScenarioLoader.Load(Path.Combine(Folder, file), bag);
        Assert.Equal(string.Empty, string.Join('\n', bag.Sorted().Where(item => item.Severity == Severity.Error)));
        Assert.NotNull(scenario);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), scenario.Name.Replace("guide-", string.Empty, StringComparison.Ordinal));
    }
}
