using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Campaigns: which servers leave a host and how, what blocks it, and what live migrations take by the physics.</summary>
public sealed class CampaignTests
{
    private const string Servers = """
        workload:
          - requests:
              - { at: 1min, name: plain, flavor: plain, host: n1 }
              - { at: 1min, name: net, flavor: net, host: n1 }
              - { at: 1min, name: card, flavor: card, host: n1 }

        """;

    private const string Network = """
        migration-network:
          host-rate: 10 Gbit/s
          guests: { dirty-rate: 0 B/s }
          device-state: 20 MB
          switch-over: 0

        """;

    [Fact]
    public void Servers_leave_live_where_they_may_and_cold_where_not()
    {
        RunResult result = CloudText.Run(Servers + """
            campaigns:
              - { name: firmware, kind: maintenance, at: 1h, hosts: n1, work: 30 min }
            """);
        CampaignRow row = Assert.Single(result.Campaigns);
        Assert.Equal(("done", 3, 2, 1, 0), (row.State, row.Servers, row.MovedLive, row.MovedCold, row.Stayed));
        Assert.True(row.EndedS - row.EmptiedS >= 1800);
        Assert.All(result.Servers, server => Assert.NotEqual("n1", server.Host));
        Assert.All(result.Devices.Where(device => device.Host == "n1"), device => Assert.Equal("available", device.Status));
    }

    [Fact]
    public void A_server_without_another_host_blocks_its_own_which_is_enabled_again()
    {
        RunResult result = CloudText.Run(Servers + """
              - requests:
                  - { at: 2h, name: later, flavor: plain, host: n1 }
            campaigns:
              - { name: firmware, kind: maintenance, at: 1h, hosts: n1, cold: no, attempts: 1 }
            """);
        CampaignRow row = Assert.Single(result.Campaigns);
        Assert.Equal(("blocked", 2, 1), (row.State, row.MovedLive, row.Stayed));
        
        // Nova finds out on each host that the card may not migrate, and ends with no host left.
        Assert.Equal("live migration: NoValidHost", row.Reason);
        Assert.Equal(ServerState.Active, result.Servers.Single(server => server.Name == "later").State);
        Assert.Equal("n1", result.Servers.Single(server => server.Name == "card").Host);
    }

    [Fact]
    public void The_pause_is_the_state_of_the_device_over_the_rate_and_the_transfer_the_memory()
    {
        RunResult result = CloudText.Run(Network + """
            workload:
              - requests:
                  - { at: 1min, name: net, flavor: net, host: n1 }
            campaigns:
              - { name: empty, kind: drain, at: 1h, hosts: n1 }
            """);
        LiveMigrationFigures live = result.Summary.LiveMigrations;
        Assert.Equal(1, live.Completed);

        // 20 MB at 1.25 GB/s are 16 ms; 8 GiB are 6.87 s.
        Assert.Equal(0.016, live.DowntimeSeconds.Max!.Value, 0.0011);
        Assert.Equal(6.89, live.Seconds.Max!.Value, 0.02);
        Assert.InRange(live.BytesMoved - (8L << 30) - 20_000_000, -1000, 1000);

        // migrations.csv tells the same of the one move there is, in its own units; one round of pre-copy and the switch-over.
        MigrationRow move = Assert.Single(result.Migrations);
        Assert.Equal((16.0, live.BytesMoved, 2), (Math.Round(move.DowntimeMs!.Value), move.BytesMoved, move.Rounds));
        Assert.Equal(6.89, move.TotalS!.Value, 0.02);
    }

    [Fact]
    public void A_source_sends_one_guest_at_a_time_unless_its_configuration_says_otherwise()
    {
        const string Many = """
            workload:
              - requests: [ { at: 1min, name: "s[1-4]", flavor: plain, host: n1 } ]
            campaigns:
              - { name: empty, kind: drain, at: 1h, hosts: n1, moves-at-once: 4 }
            """;
        double one = Seconds(CloudText.Run(Network + Many));
        double four = Seconds(CloudText.Run(Network + Many, "host-defaults.nova_conf.DEFAULT.max_concurrent_live_migrations=4"));
        Assert.InRange(one, 6.8, 7.0);
        Assert.InRange(four, 3 * one, 4.2 * one);
        static double Seconds(RunResult result) => result.Summary.LiveMigrations.Seconds.Max!.Value;
    }

    [Fact]
    public void A_guest_that_writes_faster_than_the_network_is_given_up_after_the_completion_timeout()
    {
        RunResult result = CloudText.Run("""
            migration-network:
              host-rate: 1 Gbit/s
              guests: { dirty-rate: 1 GiB/s, working-set: 8 GiB }
            workload:
              - requests: [ { at: 1min, name: busy, flavor: plain, host: n1 } ]
            campaigns:
              - { name: empty, kind: drain, at: 1h, hosts: n1, cold: no, attempts: 1 }
            """, "host-defaults.nova_conf.libvirt.live_migration_completion_timeout=100");
        CampaignRow row = Assert.Single(result.Campaigns);
        Assert.Equal(("blocked", "live migration: Not completed after 800 s."), (row.State, row.Reason));
        Assert.Equal(1, result.Summary.LiveMigrations.Cancelled);
        Assert.Equal(ServerState.Active, result.Servers[0].State);
    }

    [Fact]
    public void Campaigns_wait_for_each_other_and_new_configurations_count_from_the_restart()
    {
        RunResult result = CloudText.Run("""
            campaigns:
              - { name: report, kind: restart, at: 10 min, at-once: 2, work: 1 min, nova_conf: "[pci]\nreport_in_placement = true" }
              - { name: switch, kind: controllers, after: report, nova_conf: "[filter_scheduler]\npci_in_placement = true" }
            workload:
              - requests: [ { at: 1h, name: net, flavor: net, host: n1 } ]
            """);
        Assert.Equal(4, result.Summary.Campaigns[0].Done);
        Assert.Equal(result.Summary.Campaigns[0].EndedS, result.Summary.Campaigns[1].StartedS);
        Assert.Contains(result.Providers, row => row is { Provider: "n1_0000:01:00.0", Used: 1 });
    }

    [Theory]
    [InlineData("campaigns: [ { name: a, kind: drain, hosts: n9 } ]", "there is no host 'n9'")]
    [InlineData("campaigns: [ { name: a, kind: drain, after: b } ]", "there is no campaign that stands before this one and is called 'b'")]
    [InlineData("campaigns: [ { name: a, kind: controllers } ]", "needs the key 'nova_conf'")]
    [InlineData("campaigns: [ { name: a, kind: drains } ]", "did you mean 'drain'?")]
    [InlineData("migration-network: { flavors: { nat: {} } }", "did you mean 'net'?")]
    [InlineData("migration-network: { host-rate: 25 Gbit }", "is not a rate of data")]
    public void Mistakes_are_told(string section, string message) =>
        Assert.Contains(CloudText.ProblemsOf(section), problem => problem.Contains(message, StringComparison.Ordinal));
}
