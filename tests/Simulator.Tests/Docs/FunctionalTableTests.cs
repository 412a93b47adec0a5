using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/fidelity-functional.md names, for each of Nova's functional tests of PCI devices, a scenario that exists or a reason why there is
/// none. Method: its rows are compared with the folder; that the scenarios' expectations hold is the business of TestCommandTests.
/// </summary>
public sealed class FunctionalTableTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fidelity-functional.md"));

    private const string Row = @"^\| `(?<test>\w+\.test_\w+)` \| (\[(?<name>[\w-]+)\]\(\S+\)|(?<reason>\S.*)) \|$";

    private static readonly IReadOnlyList<Match> Rows = [.. Regex.Matches(Page, Row, RegexOptions.Multiline).Cast<Match>()];

    [Fact]
    public void Every_scenario_of_the_folder_is_named_and_every_named_one_exists()
    {
        string folder = Path.Combine(Repository.Root, "scenarios", "nova-functional");
        Assert.Equal(
            Directory.EnumerateFiles(folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Rows.Select(row => row.Groups["name"].Value).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_is_listed_once_and_the_totals_are_those_of_the_table()
    {
        Assert.Equal(138, Rows.Select(row => row.Groups["test"].Value).Distinct().Count());
        Assert.Equal(138, Rows.Count);
        string covered = Rows.Count(row => row.Groups["name"].Success).ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"Of 138\ntests {covered} have one", Page, StringComparison.Ordinal);
    }
}
