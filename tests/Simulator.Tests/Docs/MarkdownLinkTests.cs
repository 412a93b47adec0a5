using System.Text.RegularExpressions;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: what our pages refer to is there. Method: every link that is not an address on the web leads to a file or folder; every test,
/// recording and scenario that a page names exists.
/// </summary>
public sealed class MarkdownLinkTests
{
    private static readonly string[] Skipped = [".git", "bin", "obj", "node_modules"];

    [Fact]
    public void Every_relative_link_leads_somewhere() => Assert.Empty(Pages(new DirectoryInfo(Repository.Root)).SelectMany(DeadLinks));

    [Fact]
    public void Every_test_and_scenario_that_a_page_names_exists() => Assert.Empty(
        from page in Pages(new DirectoryInfo(Repository.Root))
        from match in Regex.Matches(File.ReadAllText(page), @"`(\w+Tests\.(?!test_)\w+|(?<!/)scenarios/[\w./-]+\.yaml)`")
        where !FidelityRow.IsEvidence(match.Groups[1].Value)
        select $"{Path.GetRelativePath(Repository.Root, page)}: {match.Groups[1].Value}");

    private static IEnumerable<string> DeadLinks(string page) =>
        from match in Regex.Matches(File.ReadAllText(page), @"\]\((?<target>[^)\s]+)\)")
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
        select $"{Path.GetRelativePath(Repository.Root, page)}: {target}";

    private static IEnumerable<string> Pages(DirectoryInfo folder) =>
    [
        .. folder.EnumerateFiles("*.md").Select(file => file.FullName),
        .. folder.EnumerateDirectories().Where(child => !Skipped.Contains(child.Name)).SelectMany(Pages),
    ];
}
