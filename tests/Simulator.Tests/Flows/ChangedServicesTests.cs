using Model.Configuration;
using Simulator.Metrics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Services that come back with other options or another release, one after another, in a cloud that is in use.</summary>
public sealed class ChangedServicesTests
{
    private const string Rolling = """
        campaigns:
          - { name: upgrade, kind: restart, at: 1h, at-once: 1, work: 5 min, release: "2025.2" }
          - name: report
            kind: restart
            after: upgrade
            nova_conf: |
              [pci]
              report_in_placement = true
          - { name: controllers, kind: controllers, after: report, release: "2025.2" }
          - name: switch
            kind: controllers
            after: controllers
            nova_conf: |
              [filter_scheduler]
              pci_in_placement = true

        """;

    // Releases before 2025.1 do not know the tag live_migratable of the cloud's aliases.
    private static readonly string[] Old =
    [
        "release=2025.1",
        "host-defaults.release=2023.1",
        "hosts[0].libvirt=10.0.0",
    ];

    [Fact]
    public void Campaigns_build_on_the_configurations_and_releases_of_earlier_ones()
    {
        Scenario scenario = CloudText.Load(Rolling, Old);
        Assert.Equal(["2023.1", "2025.1"], [scenario.Hosts[0].Options.Release.Cycle, scenario.Controller.Release.Cycle]);
        NovaOptions reported = scenario.Campaigns[1].Configurations["n1"];
        Assert.Equal(("2025.2", true), (reported.Release.Cycle, reported.Pci.ReportInPlacement));
        Assert.False(scenario.Campaigns[0].Configurations["n1"].Pci.ReportInPlacement);
        NovaOptions switched = scenario.Campaigns[3].Controller!;
        Assert.Equal(("2025.2", true), (switched.Release.Cycle, switched.FilterScheduler.PciInPlacement));
        Assert.False(scenario.Campaigns[2].Controller!.FilterScheduler.PciInPlacement);
    }

    [Fact]
    public void A_cloud_in_use_is_upgraded_host_by_host_and_then_tracks_its_devices_in_Placement()
    {
        const string Load = """
            workload:
              - { name: cards, arrivals: { process: regular, rate: 4/h }, lifetime: 50 min, flavor: card }

            """;
        RunResult result = CloudText.Run(Load + Rolling, Old);
        Assert.All(result.Summary.Campaigns.Take(2), campaign => Assert.Equal((4, 0), (campaign.Done, campaign.Refused)));
        Assert.Equal(0, result.Summary.Failed);
        Assert.Equal(4, result.Providers.Count(provider => provider.ResourceClass == "CUSTOM_PCI_10EE_5000"));
        Assert.All(result.Leaks, leak => Assert.NotNull(leak.Until));
    }

    [Fact]
    public void Controllers_that_ask_Placement_too_early_find_no_devices()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 2h, name: early, flavor: card }, { at: 4h, name: late, flavor: card } ]
            operations:
              - { at: 1h, restart-controllers: all, nova_conf: "[filter_scheduler]\npci_in_placement = true\n" }
              - { at: 3h, restart-host: n3, nova_conf: "[pci]\nreport_in_placement = true\n" }
            """);
        Assert.Equal([ServerState.Error, ServerState.Active], result.Servers.Select(server => server.State));
        Assert.Equal(("placement", "n3"), (result.Failures[0].Stage, result.Servers[1].Host));
    }

    [Fact]
    public void The_scheduler_reads_its_filters_when_it_starts_and_the_groups_are_the_other_services_business()
    {
        const string Requests = """
            workload:
              - requests:
                  - { at: 1h, name: a, flavor: card, host: n1 }
                  - { at: 1h, name: b, flavor: card, host: n2 }
                  - { at: 1h, name: c, flavor: card, host: n3 }
                  - { at: 2h, name: d, flavor: card }

            """;
        const string Without = "controller.nova_conf.filter_scheduler.enabled_filters=ComputeFilter";
        const string Weigher = "controller.nova_conf.filter_scheduler.weight_classes=nova.scheduler.weights.cpu.CPUWeigher";
        RunResult blind = CloudText.Run(Requests, Without, Weigher);
        RunResult seeing = CloudText.Run(
            Requests + "operations:\n  - { at: 90 min, restart-controllers: scheduler, nova_conf: \"[filter_scheduler]\\n"
            + "enabled_filters = ComputeFilter,PciPassthroughFilter\\npci_in_placement = true\\n\" }\n",
            Without, Weigher);
        Assert.Equal(("n4", 1), (seeing.Servers[3].Host, seeing.Servers[3].Attempts));
        Assert.Equal("n4", blind.Servers[3].Host);
    }

    [Theory]
    [InlineData("{ at: 1h, restart-controllers: schedular }", "there is no group of controllers 'schedular'; valid: all, scheduler")]
    [InlineData(
        "{ at: 1h, restart-controllers: all, nova_conf: \"[filter_scheduler]\\nenabled_filters = ComputFilter\\n\" }",
        "there is no scheduler filter 'ComputFilter'")]
    [InlineData("{ at: 1h, restart-controllers: all, hardware: machine }", "restart-controllers has no key 'hardware'")]
    [InlineData("{ at: 1h, restart-host: n1, release: \"2031.1\" }", "'2031.1' is not a Nova release")]
    public void What_services_would_not_start_with_is_refused(string entry, string problem) => Assert.Contains(
        problem, string.Join('\n', CloudText.ProblemsOf($"operations:\n  - {entry}\n")), StringComparison.Ordinal);

    [Fact]
    public void Old_hypervisors_are_warned_of_where_ports_are_attached()
    {
        const string Attach = "workload: [ { requests: [ { at: 1h, name: a, flavor: plain } ] } ]\n"
            + "networks: { n: { segments: [ { physical_network: p } ] } }\nports: { x: { network: n } }\n"
            + "operations: [ { at: 2h, attach-interface: a, port: x } ]\n";
        string problems = string.Join('\n', CloudText.ProblemsOf(Attach, "release=22", "host-defaults.libvirt=5.9.0", "host-defaults.qemu=4.1.0"));
        Assert.Contains("warning", problems, StringComparison.Ordinal);
        Assert.Contains("recommended with libvirt 6.0.0 or newer only, not 5.9.0", problems, StringComparison.Ordinal);
        Assert.Contains("recommended with QEMU 4.2.0 or newer only, not 4.1.0", problems, StringComparison.Ordinal);
    }
}
