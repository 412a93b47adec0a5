using Model.Configuration;
using Model.Scheduling;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/fidelity-scheduler.md has a row for everything that can be configured in the scheduler and Placement. Method: the rows
/// are compared with the registries and with the table of options that the model reads; what a row names must exist.
/// </summary>
public sealed class SchedulerTableTests
{
    private static readonly IReadOnlyList<FidelityRow> Rows = FidelityRow.Read("fidelity-scheduler.md", "`([^`]+)`", texts: 0);

    [Fact]
    public void Every_filter_weigher_pre_filter_and_option_has_exactly_one_row()
    {
        IEnumerable<string> preFilters = NovaRelease.All.SelectMany(PreFilterRegistry.Create).Select(filter => filter.Name).Distinct();
        string[] expected = [.. FilterRegistry.Names, .. WeigherRegistry.Names, .. preFilters, .. Options()];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Rows.Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_a_row_names_exists() => Assert.Empty(Rows.SelectMany(row => row.Missing()));

    [Fact]
    public void A_row_without_evidence_admits_it() =>
        Assert.Empty(Rows.Where(row => !row.HasEvidence && !row.AdmitsGap).Select(row => row.Id));

    private static IEnumerable<string> Options()
    {
        foreach (string line in File.ReadLines(Path.Combine(
            Repository.Root, "src", "Model", "Configuration", "Data", "modelled-options.csv")))
        {
            string[] cells = line.Split(',');
            if (cells[0] is "filter_scheduler" or "scheduler" or "placement" || cells[1] == "optimize_for_wide_provider_trees")
            {
                yield return $"[{cells[0]}]{cells[1]}";
            }
        }
    }
}
