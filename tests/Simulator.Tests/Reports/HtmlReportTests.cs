using System.Text.RegularExpressions;
using Simulator.Metrics;
using Simulator.Reports;
using Xunit;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: the page is safe to open anywhere. Method: hostile names, and its own text searched for ids, references and labels.
/// </summary>
public sealed class HtmlReportTests
{
    private static string Page(RunResult result) => HtmlReport.Make(result, FigureBook.Draw(result));

    [Fact]
    public void Names_cannot_become_markup()
    {
        const string Name = "<script>alert('\"1\"')</script>&lt;x";
        string page = Page(SampleRun.Hostile(Name));
        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("&lt;script&gt;alert", page);
        Assert.Single(Regex.Matches(page, "<script"));
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_finds_one()
    {
        string page = Page(SampleRun.X520);
        List<string> ids = [.. Regex.Matches(page, "\\bid=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(Regex.Matches(page, "url\\(#([^)]+)\\)").Select(match => match.Groups[1].Value).Except(ids));
    }

    [Fact]
    public void The_page_loads_nothing_from_elsewhere() =>
        Assert.DoesNotMatch(
            "(?i)\\b(src|href|action|data)\\s*=\\s*[\"']?(https?:)?//|@import|url\\(\\s*[\"']?[a-z]+:",
            Page(SampleRun.X520));

    [Fact]
    public void Every_figure_has_words_for_those_who_cannot_see_it()
    {
        string page = Page(SampleRun.X520);
        const string Described = "<figure><div class=\"scroll\" tabindex=\"0\" role=\"img\" aria-label=\"[^\"]{20,}\">";
        Assert.NotEqual(0, Regex.Count(page, "<figure>"));
        Assert.Equal(Regex.Count(page, "<figure>"), Regex.Count(page, Described));
    }

    [Fact]
    public void The_legend_of_refusals_names_every_cause_that_has_a_bar()
    {
        RunResult run = Flows.RoomCloud.RunText(MixedRefusals());
        Figure figure = Assert.Single(FigureBook.Draw(run), figure => figure.Name == "refusals");
        string[] causes = [.. CauseGroup.Of(run.Summary.Failures).Select(cause => cause.Words).Distinct()];
        Assert.InRange(causes.Length, 4, 7);
        string text = Regex.Replace(Regex.Replace(figure.Svg, "<[^>]*>", " "), "\\s+", " ");
        Assert.All(causes, cause => Assert.Contains(cause, text, StringComparison.Ordinal));
    }

    /// <summary>One small host and servers that each lack something else.</summary>
    private static string MixedRefusals() => """
        name: mixed
        duration: 1h
        controller: { nova_conf: "[pci]\nalias = { \"vendor_id\": \"10de\", \"product_id\": \"20b5\", \"name\": \"gpu\" }" }
        hardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB, pci: [ { id: "10de:20b5" } ] } }
        hosts: [ { name: one, hardware: box, disk: 100 GiB, nova_conf: "[pci]\ndevice_spec = { \"vendor_id\": \"10de\" }" } ]
        flavors:
          cpus: { vcpus: 999, ram: 1 GiB }
          memory: { vcpus: 1, ram: 900 GiB }
          disk: { vcpus: 1, ram: 1 GiB, disk: 900 GiB }
          devices: { vcpus: 1, ram: 1 GiB, extra_specs: { "pci_passthrough:alias": "gpu:2" } }
          uneven: { vcpus: 3, ram: 1 GiB, extra_specs: { "hw:numa_nodes": "2" } }
          apart: { vcpus: 2, ram: 1 GiB, extra_specs: { "hw:numa_nodes": "2" } }
        workload:
          - requests:
              - { at: 1min, name: a, flavor: cpus }
              - { at: 11min, name: b, flavor: memory }
              - { at: 21min, name: c, flavor: disk }
              - { at: 31min, name: d, flavor: devices }
              - { at: 41min, name: e, flavor: uneven }
              - { at: 51min, name: f, flavor: apart }
        """;

    [Fact]
    public void A_run_without_hosts_and_servers_still_has_a_page()
    {
        RunResult empty = SampleRun.Empty;
        string page = Page(empty);
        Assert.Empty(FigureBook.Draw(empty));
        Assert.Contains("No server was asked for", page);
        Assert.DoesNotContain("NaN", page);
    }

    [Fact]
    public void Figures_and_page_repeat_byte_by_byte()
    {
        IReadOnlyList<Figure> first = FigureBook.Draw(SampleRun.X520);
        IReadOnlyList<Figure> second = FigureBook.Draw(SampleRun.X520);
        Assert.Equal(first.Select(figure => figure.Svg), second.Select(figure => figure.Svg));
        Assert.Equal(first.Select(figure => Convert.ToHexString(figure.Png)), second.Select(figure => Convert.ToHexString(figure.Png)));
        Assert.Equal(HtmlReport.Make(SampleRun.X520, first), HtmlReport.Make(SampleRun.X520, second));
    }

    [Fact]
    public void The_plot_of_causes_shows_their_full_names()
    {
        Figure figure = FigureBook.Draw(SampleRun.X520).Single(figure => figure.Name == "failures");
        string text = string.Join(' ', Regex.Matches(figure.Svg, "<text[^>]*>([^<]*)</text>").Select(match => match.Groups[1].Value));
        Assert.Contains("that were asked for", text);
        Assert.DoesNotContain("…", text);
    }
}
