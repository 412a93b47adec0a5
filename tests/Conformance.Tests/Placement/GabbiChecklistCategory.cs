using System.Text.Json;
using Conformance.Tests.Harness;

namespace Conformance.Tests.Placement;

/// <summary>
/// Names of Placement's own REST test files. There is nothing to run in them: what is checked is that docs/placement-features.md says
/// for each where we cover its feature, or why it is out of scope.
/// </summary>
public sealed class GabbiChecklistCategory : IVectorCategory
{
    private static readonly Lazy<IReadOnlyDictionary<string, (string Feature, string Answer)>> Rows = new(ReadRows);

    /// <inheritdoc/>
    public string Name => "placement/gabbi_checklist";

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader reader = new(line, "$");
        string file = reader.Get("file").GetString()!;
        string feature = reader.Get("feature").GetString()!;
        if (reader.Get("tests").GetInt32() < 1)
        {
            throw new ConformanceException($"{file}: holds no test");
        }

        reader.AssertAllRead();
        if (!Rows.Value.TryGetValue(file, out (string Feature, string Answer) row))
        {
            throw new ConformanceException($"{file}: docs/placement-features.md has no row for it");
        }

        if (row.Feature != feature || row.Answer.Length < 20)
        {
            throw new ConformanceException($"{file}: docs/placement-features.md says feature '{row.Feature}', '{row.Answer}'");
        }

        return 1;
    }

    private static Dictionary<string, (string Feature, string Answer)> ReadRows()
    {
        Dictionary<string, (string Feature, string Answer)> rows = new(StringComparer.Ordinal);
        foreach (string text in File.ReadLines(Path.Combine(VectorFiles.RepositoryRoot(), "docs", "placement-features.md")))
        {
            string[] cells = [.. text.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];
            if (cells.Length == 3)
            {
                rows[cells[0]] = (cells[1], cells[2]);
            }
        }

        return rows;
    }
}
