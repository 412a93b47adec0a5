using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Tests.Flows;
using Xunit;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: the verdict answers what an operator asks of campaigns and failures: how far, what blocks, how long guests stood still, what is left.
/// Method: the sentences of runs of a small cloud whose times are constant.
/// </summary>
public sealed class ConclusionTests
{
    private const string Times = """
        timing: { migrate-disk: 60s, finish-move: 20s, message: 0s, claim: 0s, api: 0s, conductor: 0s, placement-write: 0s }

        """;

    private const string Servers = """
        workload:
          - requests:
              - { at: 1min, name: plain, flavor: plain, host: n1 }
              - { at: 1min, name: card, flavor: card, host: n1 }

        """;

    [Fact]
    public void A_cold_move_says_how_long_the_guest_stood_still_and_that_nothing_is_left()
    {
        RunResult result = CloudText.Run(Times + Servers + """
            campaigns:
              - { name: firmware, kind: drain, at: 1h, hosts: n1 }
            """);
        IReadOnlyList<string> verdict = Verdict.Of(result);
        Assert.Contains(
            "Cold migrations and resizes: 1 of 1 arrived. "
                + "Guests stood still for 1.3 minutes in the middle, 1.3 minutes at p95, 1.3 minutes at most.",
            verdict);
        Assert.Equal(80_000, result.Migrations.Single(move => move.Type == "migration").DowntimeMs);
        Assert.Contains(verdict, sentence => sentence.StartsWith("Nova left nothing behind", StringComparison.Ordinal));
    }

    [Fact]
    public void Servers_that_block_a_campaign_are_named_with_their_host_and_flavor()
    {
        RunResult result = CloudText.Run(Times + Servers + """
            campaigns:
              - { name: firmware, kind: drain, at: 1h, hosts: n1, cold: no, attempts: 1 }
            """);
        IReadOnlyList<string> verdict = Verdict.Of(result);
        Assert.Contains("firmware: 1 server stayed, 1 of flavor card: card on n1.", verdict);
        Assert.Contains("firmware: 1 host was blocked: 1 by live migration: NoValidHost.", verdict);
        Assert.Contains("Live migrations: 1 of 2 arrived, 1 were refused (NoValidHost).", verdict);
        Assert.Equal("card", Assert.Single(result.Campaigns).ServersStayed);
    }

    [Fact]
    public void The_worst_failure_is_told_with_what_became_of_its_servers_and_stands_in_the_timeline()
    {
        RunResult result = CloudText.Run(
            Servers + """
            faults:
              racks: { mtbf: 2h, mttr: 1h }

            """,
            "duration=4h");
        Assert.Contains(
            Verdict.Of(result),
            sentence => sentence.StartsWith("The failure that hit most servers was of rack", StringComparison.Ordinal)
                && sentence.Contains("of 2 running servers 2 ran again", StringComparison.Ordinal)
                && sentence.EndsWith("its repair took 60 minutes.", StringComparison.Ordinal));
        IEnumerable<RunEvent> failures = RunEvents.Of(result).Where(item => item.Kind == RunEventKind.Failed);
        Assert.Equal(2, failures.Count(item => item.Text.StartsWith("rack failed", StringComparison.Ordinal)));
        Assert.All(result.Outages!, row => Assert.Equal((row.TimeS + 3600, 2), (row.BackS!.Value, row.Hosts)));
    }

    [Fact]
    public void A_switch_of_the_controllers_is_told_with_what_hosts_turned_down_before_and_after()
    {
        RunResult result = CloudText.Run(Servers + """
              - requests:
                  - { at: 2h, name: later, flavor: plain }
            campaigns:
              - { name: switch, kind: controllers, at: 1h, nova_conf: "[filter_scheduler]\npci_in_placement = true\n" }
            """);
        Assert.Contains(
            "switch: before it, 2 servers were asked for and 0 were refused, "
                + "and 0 times (0%) a host turned down one that the scheduler had sent to it; after it, 1 server was asked for and 0 were refused, "
                + "and 0 times (0%) a host turned down one that the scheduler had sent to it.",
            Verdict.Of(result));
    }
}
