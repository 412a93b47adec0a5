using System.Text.RegularExpressions;

namespace Simulator.Tests.Docs;

/// <summary>A row of a fidelity table: what it is about, where it lives, what shows it and what there is to say.</summary>
internal sealed record FidelityRow(string Id, bool Disagrees, string Where, string ShownBy, string Remark)
{
    private static readonly Lazy<string[]> TestFiles = new(() => Directory.GetFiles(
        Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories));

    /// <summary>Whether the row names files and evidence.</summary>
    public bool HasEvidence => Names(Where).Any() && Names(ShownBy).Any();

    /// <summary>Whether the row says that there is nothing to show, or nothing yet.</summary>
    public bool AdmitsGap => Remark.StartsWith("Note", StringComparison.Ordinal)
        || Remark.Contains("not built yet", StringComparison.OrdinalIgnoreCase);

    /// <summary>The rows of a page of docs/ whose first column matches a pattern.</summary>
    /// <param name="page">File name.</param>
    /// <param name="id">Pattern of the first column with the id as its only group.</param>
    /// <param name="texts">Columns between the id and the column "where".</param>
    public static IReadOnlyList<FidelityRow> Read(string page, string id, int texts)
    {
        Regex pattern = new($@"^\| {id}( ≠)? \| {string.Concat(Enumerable.Repeat(@".+ \| ", texts))}(.+) \| (.+) \| (.*)\|$");
        return
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "docs", page)).Select(line => pattern.Match(line)).Where(match => match.Success)
                .Select(match => match.Groups).Select(groups => new FidelityRow(
                    groups[1].Value, groups[2].Success, groups[3].Value, groups[4].Value, groups[5].Value)),
        ];
    }

    /// <summary>What the row names and the repository does not have.</summary>
    public IEnumerable<string> Missing() =>
    [
        .. Names(Where).Where(name => !Exists("src", name)).Select(name => $"{Id}: there is no src/{name}"),
        .. Names(ShownBy).Where(name => !IsEvidence(name)).Select(name => $"{Id}: there is no {name}"),
    ];

    private static IEnumerable<string> Names(string cell) => Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value);

    private static bool Exists(params string[] parts) => File.Exists(Path.Combine([Repository.Root, .. parts]));

    /// <summary>Whether the repository has the recording, scenario or test of that name.</summary>
    public static bool IsEvidence(string name)
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
}
