using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Placement that nobody reaches, services that are slow, messages that are lost: what Nova's flows make of it.</summary>
public sealed class ServiceFaultTests
{
    private const string Reports = "host-defaults.nova_conf.pci.report_in_placement=true";

    private const string Outage = """
        workload:
          - requests: [ { at: 1h, name: a, flavor: net, host: n1 }, { at: 1h, name: b, flavor: net, host: n2 } ]
        faults: { placement-outages: { at: 2h, for: 30 min } }

        """;

    [Fact]
    public void A_delete_ends_in_error_and_a_second_one_does_it()
    {
        RunResult result = CloudText.Run(Outage + """
            operations: [ { at: 130 min, delete: a }, { at: 3h, delete: a } ]
            expect:
              - { at: 140 min, rows: server a state == error }
            """, Reports);
        Assert.Equal([ServerState.Deleted, ServerState.Active], result.Servers.Select(server => server.State));
        RunResult before = result.Snapshots[TimeSpan.FromMinutes(140)];
        Assert.Equal((ServerState.Error, "ERROR"), (before.Servers[0].State, before.Servers[0].Status));
        Assert.Equal("refused update", Assert.Single(result.Leaks).Cause);
        Assert.NotNull(result.Leaks[0].Until);
        Assert.Equal(1800, result.Summary.ServiceFaults!.PlacementAwaySeconds, 3);
    }

    [Fact]
    public void The_verdict_says_what_services_did()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 1h, name: "s[1-4]", flavor: plain } ]
            faults:
              placement-outages: [ { at: 2h, for: 30 min } ]
              slowdowns: [ { latencies: [message], factor: 2, windows: [ { at: 3h, for: 10 min } ] } ]
            operations: [ { at: 130 min, delete: s1 } ]
            """, Reports);
        string told = string.Join('\n', Simulator.Reports.Verdict.Of(result));
        Assert.Contains("Placement was away for 30 minutes", told, StringComparison.Ordinal);
        Assert.Contains("; services were slow for 10 minutes.", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delete_in_the_API_loses_the_allocation_until_the_host_is_back()
    {
        RunResult result = CloudText.Run(Outage + """
            operations: [ { at: 100 min, stop-host: n1 }, { at: 130 min, delete: a }, { at: 4h, start-host: n1 } ]
            expect: [ { at: 3h, rows: outages.placement_outages == 1 } ]
            """, Reports);
        Assert.Equal(ServerState.Deleted, result.Servers[0].State);
        LeakRow leak = Assert.Single(result.Leaks, row => row.Cause == "Placement was away");
        Assert.Contains("1 CUSTOM_PCI_15B3_101E", leak.What, StringComparison.Ordinal);
        Assert.Equal(4 * 3600, leak.Until!.Value, 60.0);
        Assert.Equal(1, result.Summary.ServiceFaults!.PlacementWritesLost);
    }

    [Fact]
    public void Nothing_moves_and_a_live_migration_even_ends_in_error()
    {
        RunResult result = CloudText.Run(Outage + "operations: [ { at: 130 min, migrate: a }, { at: 130 min, live-migrate: b } ]\n", Reports);
        Assert.Equal([ServerState.Active, ServerState.Error], result.Servers.Select(server => server.State));
        Assert.Equal(["n1", "n2"], result.Servers.Select(server => server.Host));
        Assert.Empty(result.Leaks);
    }

    [Fact]
    public void What_a_move_holds_stays_for_ever_when_its_end_cannot_be_told()
    {
        RunResult result = CloudText.Run(
            Outage + "timing: { live-migration: 10 min }\noperations: [ { at: 115 min, live-migrate: a, host: n3 } ]\n", Reports);
        Assert.Equal((ServerState.Active, "n3"), (result.Servers[0].State, result.Servers[0].Host));
        LeakRow leak = Assert.Single(result.Leaks, row => row.Host == "n1" && row.Until is null);
        Assert.Contains("CUSTOM_PCI_15B3_101E", leak.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_cannot_tell_Placement_of_its_claim_fails()
    {
        RunResult result = CloudText.Run("""
            timing: { message: 10 s, claim: 10 s }
            workload:
              - requests: [ { at: 1h, name: a, flavor: net } ]
            faults: { placement-outages: { at: 3625 s, for: 30 min } }
            """, Reports);
        Assert.Equal(ServerState.Error, result.Servers[0].State);
        Assert.Contains(result.Failures, failure => failure.Exception == "ConnectFailure");
    }

    [Fact]
    public void A_service_that_has_to_clean_up_an_evacuation_starts_only_when_Placement_is_there()
    {
        RunResult result = CloudText.Run(Outage + """
            operations:
              - { at: 90 min, stop-host: n1, forced-down: yes }
              - { at: 100 min, evacuate: a }
              - { at: 130 min, start-host: n1 }
            expect: [ { at: 140 min, rows: hosts == 4 }, { at: 3h, rows: hosts == 4 } ]
            """, Reports);
        Assert.NotEqual("n1", result.Servers[0].Host);
        int Held(RunResult run) => run.Providers.Where(row => row.Provider == "n1" && row.ResourceClass == "VCPU").Sum(row => (int)row.Used);
        Assert.Equal((2, 0), (Held(result.Snapshots[TimeSpan.FromMinutes(140)]), Held(result.Snapshots[TimeSpan.FromHours(3)])));
    }

    [Fact]
    public void Slow_services_take_so_many_times_as_long()
    {
        const string Load = """
            timing: { spawn: 10 s }
            workload:
              - requests: [ { at: 1h, name: a, flavor: plain }, { at: 3h, name: b, flavor: plain } ]

            """;
        RunResult usual = CloudText.Run(Load);
        RunResult slow = CloudText.Run(Load + """
            faults:
              slowdowns:
                - { latencies: [spawn, placement-query], factor: 5, windows: { at: 30 min, for: 1h } }
                - { latencies: spawn, factor: 2, windows: { at: 50 min, for: 30 min } }
            """);
        double Spawned(RunResult run, int server) => (run.Servers[server].ActiveAt!.Value - run.Servers[server].RequestedAt).TotalSeconds;
        Assert.InRange(Spawned(slow, 0) - Spawned(usual, 0), 90, 92);
        Assert.Equal(Spawned(usual, 1), Spawned(slow, 1));
        Assert.Equal(5400, slow.Summary.ServiceFaults!.SlowSeconds);
    }

    [Fact]
    public void Lost_messages_leave_callers_waiting_and_casts_undone()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 1h, name: a, flavor: plain } ]
            faults: { lost-messages: 100% }
            """);
        FailureRecord failure = Assert.Single(result.Failures);
        Assert.Equal(("MessagingTimeout", "conductor"), (failure.Exception, failure.Stage));
        Assert.InRange(failure.At.TotalSeconds, 3660, 3661);
    }

    [Fact]
    public void Places_break_as_often_as_they_are_said_to()
    {
        RunResult result = CloudText.Run("""
            workload:
              - { name: many, arrivals: { process: regular, rate: 60/h }, limit: 100, lifetime: 10 min, flavor: plain }
            faults: { points: { spawn: 30%, migrate-disk: 100% } }
            """);
        Assert.InRange(result.Summary.ServiceFaults!.PointsFailed, 20, 60);
        Assert.Equal(result.Summary.ServiceFaults.PointsFailed, result.Failures.Count(failure => failure.Exception == "Injected"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_fails_the_invariants_hold(int seed)
    {
        RunResult result = CloudText.Run("""
            workload:
              - { name: net, arrivals: { process: poisson, rate: 20/h }, lifetime: { distribution: exponential, mean: 20 min }, flavor: net }
              - { name: card, arrivals: { process: poisson, rate: 12/h }, lifetime: { distribution: exponential, mean: 20 min }, flavor: card }
            campaigns:
              - { name: work, kind: maintenance, at: 1h, at-once: 2, work: 10 min, moves-at-once: 4 }
              - { name: again, kind: maintenance, at: 3h, at-once: 1, work: 10 min }
            faults:
              hosts: { mtbf: { distribution: exponential, mean: 4h }, mttr: 15 min }
              evacuation: { after: 3 min }
              placement: { mtbf: { distribution: exponential, mean: 20 min }, mttr: { distribution: exponential, mean: 3 min } }
              lost-messages: 3%
              points: { spawn: 5%, migrate-disk: 5%, finish-migration: 5%, pre-live-migration: 5%, live-migration: 5% }
              devices: [ { mtbf: { distribution: exponential, mean: 5h }, mttr: 30 min, restart-service: both, servers: move } ]
            """, Reports, $"seed={seed}");
        ServiceFaultFigures figures = result.Summary.ServiceFaults!;
        Assert.True(figures is { PlacementAwaySeconds: > 0, MessagesLost: > 0, PointsFailed: > 0 });
    }

    [Theory]
    [InlineData("slowdowns: [ { latencies: spwan, factor: 2, windows: [] } ]", ":32:29: error SIM0108: there is no timing 'spwan'")]
    [InlineData("slowdowns: [ { latencies: spawn, factor: 0, windows: [] } ]", "0 must be above 0")]
    [InlineData("slowdowns: [ { latencies: spawn, factor: 2 } ]", "a slowdown needs one of the keys windows, by-chance")]
    [InlineData("placement-outages: [ { at: 1h } ]", "a time window needs the key 'for'")]
    [InlineData("lost-messages: 120%", "120% is not within 0 and 100%")]
    [InlineData("points: { spwan: 1% }", "a chance of faults has no key 'spwan'")]
    public void What_cannot_be_is_refused(string entry, string problem) => Assert.Contains(
        problem, string.Join('\n', CloudText.ProblemsOf($"faults:\n  {entry}\n")), StringComparison.Ordinal);
}
