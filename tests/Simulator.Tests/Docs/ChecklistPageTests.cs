using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/fidelity-checklist.md tells of every statement of the administrator guide what shows it. Method: the table is made anew from the
/// rows of docs/fidelity.md and compared; UPDATE_GOLDEN=1 rewrites it. FidelityTableTests proves that all that is named exists.
/// </summary>
public sealed partial class ChecklistPageTests
{
    private const string Marker = "<!-- From here on the page is made by ChecklistPageTests from fidelity.md. -->\n";

    // Statements of each area, and where the guide and the code disagree (J01 to J14), with the rows that show it.
    private static readonly (char Area, int Statements)[] Areas =
        [('A', 21), ('B', 17), ('C', 25), ('D', 9), ('E', 19), ('F', 38), ('G', 9), ('H', 11), ('I', 14)];

    private static readonly (string Id, string Statement, string Row)[] Disagreements =
    [
        ("J01", "PF and VFs together are refused only where devices are reported", "A15"),
        ("J02", "`devname` likewise", "A16"),
        ("J03", "An alias needs a product id, or a resource class with `pci_in_placement`", "B08"),
        ("J04", "VFs do not need `device_type`", "B14"),
        ("J05", "There are four NUMA policies", "E05"),
        ("J06", "A null `physical_network` does not keep a device out of Placement", "F10"),
        ("J07", "Repeated alias names are refused by `pci_in_placement`, not by tracking", "F16"),
        ("J08", "Group policy `none` is the default only under a condition", "F32"),
        ("J09", "The example of VF kinds works only for different parents", "F37"),
        ("J10", "Option name and quotes of the live migration example", "G04"),
        ("J11", "An explicit virtio vIOMMU is not version-checked", "H04"),
        ("J12", "The number of the bug on cold migration with SR-IOV", "A11"),
        ("J13", "Tracking in Placement is opt-in", "F01"),
        ("J14", "Devices are matched once in a process, not periodically", "B17"),
    ];

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "fidelity-checklist.md");

    [GeneratedRegex(@"^\| ([A-I]\d\d)( ≠)? \| (.+) \| (.+) \| (.+) \| (.*)\|$")]
    private static partial Regex RowPattern { get; }

    [Fact]
    public void The_page_has_a_row_for_every_statement()
    {
        string text = File.ReadAllText(Page);
        int start = text.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/fidelity-checklist.md has lost its marker");
        string wanted = text[..start] + Marker + Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, wanted);
            text = wanted;
        }

        Assert.True(wanted == text, "docs/fidelity-checklist.md is stale; run this test with UPDATE_GOLDEN=1");
    }

    private static string Table()
    {
        Dictionary<string, (string Statement, string ShownBy, string Remark)> rows = [];
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "fidelity.md")))
        {
            if (RowPattern.Match(line) is { Success: true, Groups: { } groups })
            {
                rows.Add(groups[1].Value, (groups[3].Value + groups[2].Value, groups[5].Value, groups[6].Value.Trim()));
            }
        }

        StringBuilder table = new("\n| id | statement | shown by |\n|---|---|---|\n");
        int covered = 0;
        int notes = 0;
        int count = 0;
        foreach (string id in Areas.SelectMany(area => Enumerable.Range(1, area.Statements).Select(number => $"{area.Area}{number:00}")))
        {
            (string statement, string shownBy, string remark) = rows[id];
            bool isNote = remark.StartsWith("Note", StringComparison.Ordinal);
            bool isCovered = shownBy.Contains('`', StringComparison.Ordinal);
            count++;
            covered += isCovered ? 1 : 0;
            notes += !isCovered && isNote ? 1 : 0;
            string shown = isCovered ? shownBy : isNote ? $"nothing to show. {remark}" : $"not covered. {remark}";
            table.Append($"| {id} | {statement} | {shown} |\n");
        }

        foreach ((string id, string statement, string row) in Disagreements)
        {
            table.Append($"| {id} | {statement} | as {row}: {rows[row].ShownBy} |\n");
        }

        table.Append(
            $"\n{count} statements: {covered} shown, {notes} with nothing to show, {count - covered - notes} not covered. "
            + $"{Disagreements.Length} rows on disagreements name the row that shows them.\n");
        return table.ToString();
    }
}
