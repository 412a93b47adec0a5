using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>The tables of the report: causes, flavors, resources, refusals and hosts.</summary>
internal static class ReportTables
{
    private const int RefusalsShown = 500;
    private const int HostsShown = 2000;
    private const int FlavorsShown = 200;

    /// <summary>Causes of final refusals; the run has some.</summary>
    public static void AppendCauses(HtmlText page, RunResult result)
    {
        Dictionary<(string Stage, string Reason), FailureRecord> examples = [];
        foreach (FailureRecord failure in result.Failures.Where(failure => failure.Final))
        {
            examples.TryAdd((failure.Stage, failure.Reason), failure);
        }

        page.Table("Causes of final refusals, most frequent first", ["Cause", "#Servers", "#Share", "Refused by", "For example"],
            CauseGroup.Of(result.Summary.Failures).Select(cause => (IReadOnlyList<HtmlCell>)
            [
                cause.Words,
                HtmlCell.Number(cause.Count),
                HtmlCell.Percent((double)cause.Count / result.Summary.Failed),
                CauseWords.Stage(cause.Stage),
                Example(examples.GetValueOrDefault((cause.Stage, cause.Reasons[0]))),
            ]));
    }

    /// <summary>What became of the servers of each flavor.</summary>
    public static void AppendFlavors(HtmlText page, RunResult result)
    {
        IReadOnlyList<FlavorOutcome> outcomes = FlavorOutcome.Of(result.Servers);
        if (outcomes.Count == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"flavors\">Flavors</h2>");
        Folded(page, outcomes.Count, 30, FlavorsShown, "flavors", "instances.csv");
        page.Table("What became of the servers of each flavor, most refusals first",
            ["Flavor", "#Asked for", "#Started", "#Refused", "#Share refused", "Main cause"],
            outcomes.Take(FlavorsShown).Select(outcome => (IReadOnlyList<HtmlCell>)
            [
                outcome.Flavor,
                HtmlCell.Number(outcome.Requested),
                HtmlCell.Number(outcome.Started),
                HtmlCell.Number(outcome.Failed),
                HtmlCell.Percent((double)outcome.Failed / outcome.Requested),
                outcome.MainReason.Length == 0 ? "" : CauseWords.Of(outcome.MainReason),
            ]));
        Unfolded(page, outcomes.Count, 30);
    }

    /// <summary>Use of each resource over the run.</summary>
    public static void AppendResources(HtmlText page, RunResult result) =>
        page.Raw("<h2 id=\"resources\">Resources</h2>").Table("Share of the whole cloud's capacity in use over the run",
            ["Resource", "#Capacity", "#Mean", "#In 95% of the intervals at most", "#Peak", "#At the end"],
            result.Summary.Utilization.Select(use => (IReadOnlyList<HtmlCell>)
            [
                new HtmlCell(ResourceWords.Of(use.Resource), Code: use.Resource),
                new HtmlCell(HtmlText.Number(use.Capacity) + ResourceWords.UnitOf(use.Resource), use.Capacity),
                HtmlCell.Percent(use.Mean),
                HtmlCell.Percent(use.P95),
                HtmlCell.Percent(use.Max),
                HtmlCell.Percent(use.End),
            ]));

    /// <summary>Every refusal in its own words, folded when there are many.</summary>
    public static void AppendRefusals(HtmlText page, RunResult result)
    {
        List<FailureRecord> final = [.. result.Failures.Where(failure => failure.Final)];
        if (final.Count == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"explained\">Refusals explained</h2>");
        Folded(page, final.Count, 10, RefusalsShown, "refusals", "failures.csv");
        page.Table("Refusals in order of time", ["#After", "Server", "Flavor", "What happened"],
            final.Take(RefusalsShown).Select(failure => (IReadOnlyList<HtmlCell>)
                [HtmlCell.Time(failure.At), failure.Server, failure.Flavor, failure.Detail]));
        Unfolded(page, final.Count, 10);
    }

    /// <summary>Moves by kind and outcome; nothing when no server moved.</summary>
    public static void AppendMigrations(HtmlText page, RunResult result)
    {
        if (result.Summary.Migrations.Count == 0)
        {
            return;
        }

        page.Raw("<h2 id=\"migrations\">Migrations</h2>").Table(
            "Moves of servers by kind and outcome; each is in migrations.csv",
            ["Kind", "Status", "Cause", "#Moves"],
            result.Summary.Migrations.Select(count => (IReadOnlyList<HtmlCell>)
                [count.Type, count.Status, count.Cause, HtmlCell.Number(count.Count)]));
    }

    /// <summary>Every host with its figures, folded when there are many.</summary>
    public static void AppendHosts(HtmlText page, RunResult result)
    {
        Folded(page, result.Hosts.Count, 10, HostsShown, "hosts", "hosts.csv");
        page.Table("Hosts: shares are means over the run",
            ["Host", "Hardware", "#vCPUs in use", "#Memory in use", "#PCI devices", "#In use", "#Servers, ever"],
            result.Hosts.Take(HostsShown).Select(host => (IReadOnlyList<HtmlCell>)
            [
                host.Host,
                host.Hardware,
                HtmlCell.Percent(Share(host.VcpusUsedMean, host.Vcpus)),
                HtmlCell.Percent(Share(host.MemoryMibUsedMean, host.MemoryMib)),
                HtmlCell.Number(host.PciDevices),
                host.PciDevices == 0 ? new HtmlCell("–", -1) : HtmlCell.Percent(Share(host.PciUsedMean, host.PciDevices)),
                HtmlCell.Number(host.ServersTotal),
            ]));
        Unfolded(page, result.Hosts.Count, 10);
    }

    private static string Example(FailureRecord? failure) => failure is null ? "" : $"{failure.Server}: {failure.Detail}";

    private static double Share(double used, double capacity) => capacity <= 0 ? 0 : used / capacity;

    private static void Folded(HtmlText page, int count, int openMax, int shown, string what, string file)
    {
        if (count > openMax)
        {
            string text = count > shown
                ? $"Show the first {HtmlText.Number(shown)} of {HtmlText.Number(count)} {what}; all are in {file}"
                : $"Show all {HtmlText.Number(count)} {what}";
            page.Raw("<details>").Element("summary", text);
        }
    }

    private static void Unfolded(HtmlText page, int count, int openMax) => page.Raw(count > openMax ? "</details>" : "");
}
