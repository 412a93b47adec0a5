using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Failures of hosts, racks and services: what is lost, what comes back and what operators save.</summary>
public sealed class FaultTests
{
    private const string Servers = """
        workload:
          - requests:
              - { at: 1min, name: plain, flavor: plain, host: n1 }
              - { at: 1min, name: net, flavor: net, host: n1 }

        """;

    // Constant times: every host would fail at 2 h, so a rack of two, then the other rack, are told apart by the rack's name alone.
    private const string OneFailure = """
        faults:
          racks: { mtbf: 2h, mttr: 1h }

        """;

    [Fact]
    public void Without_evacuation_servers_wait_for_the_repair_and_are_started_again()
    {
        RunResult result = CloudText.Run(Servers + OneFailure, "duration=4h");
        OutageFigures outages = result.Summary.Outages;
        Assert.Equal((4, 2, 2, 2, 0), (outages.HostFailures, outages.RackFailures, outages.ServersHit, outages.Waited, outages.Evacuated));

        // One hour of repair, ten minutes until Nova compares power states, and the start of the guest.
        Assert.InRange(outages.WaitedSeconds.Max!.Value, 4200, 4300);
        Assert.All(result.Servers, server => Assert.Equal((ServerState.Active, "n1"), (server.State, server.Host)));
    }

    [Fact]
    public void Guests_start_with_their_host_where_the_configuration_says_so()
    {
        RunResult result = CloudText.Run(
            Servers + OneFailure, "duration=4h", "host-defaults.nova_conf.DEFAULT.resume_guests_state_on_host_boot=true");
        Assert.InRange(result.Summary.Outages.WaitedSeconds.Max!.Value, 3600, 3700);
    }

    [Fact]
    public void Evacuation_needs_a_host_that_is_up()
    {
        // All racks are down at the same time: nothing can be saved, and the servers end in ERROR.
        RunResult result = CloudText.Run(Servers + OneFailure + "  evacuation: { after: 5 min }\n", "duration=4h");
        Assert.Equal((0, 2), (result.Summary.Outages.Evacuated, result.Summary.Outages.NotEvacuated));
        Assert.All(result.Servers, server => Assert.Equal(ServerState.Error, server.State));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evacuated_servers_run_elsewhere_and_their_old_host_gives_everything_back(int seed)
    {
        RunResult result = CloudText.Run(Servers + """
            faults:
              hosts:
                mtbf: { distribution: exponential, mean: 20h }
                mttr: 2h
              evacuation: { after: 5 min, at-once: 1 }
            """, $"seed={seed}", "duration=5d");
        OutageFigures outages = result.Summary.Outages;
        Assert.True(outages.Evacuated > 0);
        Assert.True(outages.EvacuatedSeconds.Max > 300);
        Assert.True(outages.ServersHit >= outages.Evacuated + outages.Waited);
        int owned = result.Devices.Count(device => device.Server.Length > 0 && device.Host == result.Servers[1].Host);
        Assert.Equal(1, owned);
    }

    [Fact]
    public void A_build_whose_host_stops_ends_in_error_and_the_host_counts_it_no_more()
    {
        RunResult result = CloudText.Run("""
            timing: { spawn: 10 min }
            workload:
              - requests: [ { at: 55 min, name: net, flavor: net, host: n1 } ]
            campaigns:
              - { name: restart, kind: restart, at: 1h, hosts: n1, work: 1 min }
            """);
        Assert.Equal(ServerState.Error, result.Servers[0].State);
    }

    [Fact]
    public void While_Placement_is_away_no_host_is_found()
    {
        RunResult result = CloudText.Run("""
            faults:
              placement: { mtbf: 1h, mttr: 30 min }
            workload:
              - requests:
                  - { at: 75 min, name: during, flavor: plain }
                  - { at: 100 min, name: after, flavor: plain }
            """, "duration=2h");
        Assert.Equal([ServerState.Error, ServerState.Active], result.Servers.Select(server => server.State));
        Assert.Equal(1, result.Summary.Outages.PlacementOutages);
    }

    [Fact]
    public void A_live_migration_that_breaks_leaves_the_server_where_it_was_with_what_it_had()
    {
        RunResult result = CloudText.Run(Servers + """
            faults: { live-migrations: 100% }
            campaigns:
              - { name: empty, kind: drain, at: 1h, hosts: n1, cold: no, attempts: 1 }
            """);
        Assert.Equal(2, Assert.Single(result.Campaigns).Stayed);
        Assert.All(result.Servers, server => Assert.Equal((ServerState.Active, "n1"), (server.State, server.Host)));
        Assert.Single(result.Devices, device => device.Server == "net");
    }

    [Fact]
    public void A_storm_of_evacuations_keeps_to_its_limit()
    {
        // One rack of two fails with all that runs there; each evacuation takes 10 minutes on the destination.
        const string Storm = """
            timing: { spawn: 10 min }
            workload:
              - requests:
                  - { at: 1min, name: a, flavor: plain, host: n1 }
                  - { at: 1min, name: b, flavor: plain, host: n1 }
                  - { at: 1min, name: c, flavor: plain, host: n2 }
                  - { at: 1min, name: d, flavor: plain, host: n2 }
            faults:
              racks: { mtbf: { distribution: exponential, mean: 60h }, mttr: 100d }

            """;
        RunResult one = CloudText.Run(Storm + "  evacuation: { after: 5 min, at-once: 1 }\n", "duration=30d", "seed=1");
        RunResult all = CloudText.Run(Storm + "  evacuation: { after: 5 min, at-once: 10 }\n", "duration=30d", "seed=1");
        int hit = all.Summary.Outages.ServersHit;
        Assert.Equal(hit, one.Summary.Outages.ServersHit);
        Assert.Equal(0, hit % 4);
        double slowest = one.Summary.Outages.EvacuatedSeconds.Max!.Value;
        Assert.True(slowest > 300 + (4 * 600), $"{slowest}");
        Assert.InRange(all.Summary.Outages.EvacuatedSeconds.Max!.Value, 900, 1000);
    }

    [Theory]
    [InlineData("  hosts: { mtbf: 900d, mttr: 1h }\n")]
    [InlineData("  racks: { mtbf: 900d, mttr: 1h }\n")]
    [InlineData("  placement: { mtbf: 900d, mttr: 1h }\n")]
    [InlineData("  placement-outages: { at: 900d, for: 1h }\n")]
    [InlineData("  slowdowns: [ { latencies: spawn, factor: 9, windows: { at: 900d, for: 1h } } ]\n")]
    [InlineData("  lost-messages: 0.00001%\n")]
    [InlineData("  points: { spawn: 0.00001% }\n")]
    [InlineData("  devices: [ { mtbf: 900d, mttr: 1h } ]\n")]
    [InlineData("  evacuation: { after: 1 min }\n")]
    public void A_kind_of_failure_that_never_comes_shifts_no_others_numbers(string never)
    {
        const string Load = """
            workload:
              - { name: net, arrivals: { process: poisson, rate: 8/h }, lifetime: { distribution: exponential, mean: 1h }, flavor: net }
            faults:
              live-migrations: 20%

            """;
        static IEnumerable<InstanceRow> Rows(RunResult run) => run.Servers.Select(InstanceRow.From);
        Assert.Equal(Rows(CloudText.Run(Load)), Rows(CloudText.Run(Load + never)));
    }
}
