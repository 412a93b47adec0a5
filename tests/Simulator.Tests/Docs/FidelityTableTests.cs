using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/fidelity.md stays true. Method: every file, recording, test and scenario that a row names must exist; every rule of the
/// areas that the page covers has exactly one row; a row without evidence must say that it is a note or not built yet.
/// </summary>
public sealed class FidelityTableTests
{
    private static readonly (char Area, int Rules)[] Areas =
        [('A', 21), ('B', 17), ('C', 25), ('D', 9), ('E', 19), ('F', 38), ('G', 9), ('H', 11), ('I', 14), ('N', 85), ('P', 27)];

    private static readonly IReadOnlyList<FidelityRow> Rows = FidelityRow.Read("fidelity.md", @"([A-Z]\d\d)", texts: 1);

    [Fact]
    public void Every_rule_has_exactly_one_row()
    {
        List<string> expected = [.. Areas.SelectMany(area => Enumerable.Range(1, area.Rules).Select(rule => $"{area.Area}{rule:00}"))];
        Assert.Equal(expected, Rows.Select(row => row.Id));
    }

    [Fact]
    public void Everything_that_a_row_names_exists() => Assert.Empty(Rows.SelectMany(row => row.Missing()));

    [Fact]
    public void A_row_without_evidence_admits_it() =>
        Assert.Empty(Rows.Where(row => !row.HasEvidence && !row.AdmitsGap).Select(row => row.Id));

    [Fact]
    public void A_rule_on_which_the_guide_and_the_code_disagree_says_how() => Assert.Empty(Rows
        .Where(row => row.Disagrees && !row.Remark.StartsWith("As ", StringComparison.Ordinal))
        .Select(row => row.Id));
}
