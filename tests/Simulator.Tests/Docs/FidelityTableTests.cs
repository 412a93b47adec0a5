using System.Text.RegularExpressions;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/fidelity.md stays true. Method: every file, recording, test and scenario that a row names must exist; every rule of the
/// areas that the page covers has exactly one row; a row without evidence must say that it is a note or not built yet.
/// </summary>
public sealed class FidelityTableTests
{
    private static readonly (char Area, int Rules)[] Areas =
        [('A', 21), ('B', 17), ('C', 25), ('D', 9), ('E', 19), ('F', 38), ('H', 11), ('I', 14), ('N', 31)];

    private static readonly Lazy<string[]> TestFiles = new(() => Directory.GetFiles(
        Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories));

    [Fact]
    public void Every_rule_has_exactly_one_row()
    {
        List<string> expected = [.. Areas.SelectMany(area => Enumerable.Range(1, area.Rules).Select(rule => $"{area.Area}{rule:00}"))];
        Assert.Equal(expected, Rows().Select(row => row.Id));
    }

    [Fact]
    public void Everything_that_a_row_names_exists()
    {
        List<string> problems = [];
        foreach (FidelityRow row in Rows())
        {
            problems.AddRange(Names(row.Where).Where(name => !Exists("src", name)).Select(name => $"{row.Id}: there is no src/{name}"));
            problems.AddRange(Names(row.ShownBy).Where(name => !IsEvidence(name)).Select(name => $"{row.Id}: there is no {name}"));
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void A_row_without_evidence_admits_it() => Assert.Empty(Rows()
        .Where(row => !Names(row.Where).Any() || !Names(row.ShownBy).Any())
        .Where(row => !row.Remark.StartsWith("Note", StringComparison.Ordinal)
            && !row.Remark.Contains("not built yet", StringComparison.OrdinalIgnoreCase))
        .Select(row => row.Id));

    [Fact]
    public void A_rule_on_which_the_guide_and_the_code_disagree_says_how() => Assert.Empty(Rows()
        .Where(row => row.Disagrees && !row.Remark.StartsWith("As ", StringComparison.Ordinal))
        .Select(row => row.Id));

    private static IEnumerable<string> Names(string cell) => Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value);

    private static bool Exists(params string[] parts) => File.Exists(Path.Combine([Repository.Root, .. parts]));

    private static bool IsEvidence(string name)
    {
        if (name.StartsWith("nova/", StringComparison.Ordinal) || name.StartsWith("placement/", StringComparison.Ordinal))
        {
            return Exists("tests", "vectors", $"{name}.jsonl.gz");
        }

        if (name.StartsWith("scenarios/", StringComparison.Ordinal))
        {
            return Exists(name);
        }

        string[] parts = name.Split('.');
        string? file = Array.Find(TestFiles.Value, path => Path.GetFileNameWithoutExtension(path) == parts[0]);
        return parts.Length == 2 && file is not null && File.ReadAllText(file).Contains($" {parts[1]}(", StringComparison.Ordinal);
    }

    private static IEnumerable<FidelityRow> Rows()
    {
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "fidelity.md")))
        {
            Match match = Regex.Match(line, @"^\| ([A-Z]\d\d)( ≠)? \| (.+) \| (.+) \| (.+) \| (.*)\|$");
            if (match.Success)
            {
                yield return new FidelityRow(
                    match.Groups[1].Value, match.Groups[2].Success, match.Groups[4].Value, match.Groups[5].Value, match.Groups[6].Value);
            }
        }
    }

    private sealed record FidelityRow(string Id, bool Disagrees, string Where, string ShownBy, string Remark);
}
