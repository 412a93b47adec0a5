using Model.Diagnostics;
using Simulator.Commands;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Tests.Commands;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Scheduler workers with old views: where their races are lost, and that nothing is lost with them.</summary>
public sealed class RaceTests
{
    // Six hosts with 4 GPUs, 8 VFs of which a server takes 2, and memory for 4 of the big servers.
    private const int Places = 6 * (4 + 4 + 4);
    private static readonly string Races = Path.Combine(Repository.Root, "scenarios", "races.yaml");
    private static readonly string RacesInPlacement = Path.Combine(Repository.Root, "scenarios", "races-in-placement.yaml");

    [Fact]
    public void Both_scenarios_hold_with_all_invariants()
    {
        foreach (string file in new[] { Races, RacesInPlacement })
        {
            CommandRun run = CommandRun.Of("test", file, "--check-invariants");
            Assert.True(run.Code == ExitCodes.Ok, run.Out + run.Error);
        }
    }

    [Fact]
    public void A_race_is_lost_where_the_devices_are_counted()
    {
        RaceCounts atCompute = Run(Races).Summary.Races;
        RaceCounts atPlacement = Run(RacesInPlacement).Summary.Races;
        Assert.True(atCompute.ComputeClaimsRefused > 0);
        Assert.Equal(atCompute.ComputeClaimsRefused, atCompute.Reschedules + atCompute.RetriesExhausted);
        Assert.Equal(0, atPlacement.ComputeClaimsRefused);
        Assert.True(atPlacement.PlacementClaimsRefused > atCompute.PlacementClaimsRefused);
    }

    [Theory]
    [InlineData(1, "0", false)]
    [InlineData(1, "10s", false)]
    [InlineData(2, "0", true)]
    [InlineData(4, "10s", true)]
    [InlineData(8, "1s", false)]
    [InlineData(16, "5min", false)]
    [InlineData(16, "5min", true)]
    public void Whatever_the_workers_believe_devices_are_given_once_and_all_come_back(int count, string viewAge, bool inPlacement)
    {
        string[] changes = Pool(count, viewAge, inPlacement);
        RunResult result = Run(Races, changes);
        Assert.InRange(result.Summary.Started, 1, Places);
        Assert.Equal(result.Summary.Requested, result.Summary.Failed + result.Summary.Deleted);
        Assert.All(result.Providers, row => Assert.Equal(0, row.Used));
        Assert.All(result.Devices, device => Assert.Equal("available", device.Status));
        Assert.Equal(result.Summary.Races, Run(Races, changes).Summary.Races);
    }

    [Theory]
    [InlineData(4, "10s", true)]
    [InlineData(16, "5min", false)]
    public void While_servers_live_each_device_has_one_owner(int count, string viewAge, bool inPlacement)
    {
        RunResult result = Run(Races, [.. Pool(count, viewAge, inPlacement), "duration=30min"]);
        int owned = result.Devices.Count(device => device.Server.Length > 0);
        int wanted = result.Servers.Where(server => server.State == ServerState.Active).Sum(server => server.Flavor == "nfv" ? 2 : 1);
        Assert.Equal(wanted, owned);
        Assert.InRange(owned, 1, 6 * (4 + 8));
    }

    [Fact]
    public void Old_views_cost_refusals_at_the_compute()
    {
        int fresh = Run(Races, Pool(4, "0", inPlacement: false)).Summary.Races.ComputeClaimsRefused;
        int old = Run(Races, Pool(4, "10s", inPlacement: false)).Summary.Races.ComputeClaimsRefused;
        Assert.True(old > fresh, $"{old} refusals with old views, {fresh} with fresh ones");
    }

    [Fact]
    public void One_worker_that_always_reads_is_the_scheduler_of_a_scenario_without_the_key()
    {
        string file = Path.Combine(Repository.Root, "scenarios", "quickstart.yaml");
        RunResult without = Run(file, "duration=6h");
        RunResult with = Run(file, "duration=6h", "controller.schedulers.count=1", "controller.schedulers.view-age=0");
        Assert.Equal(without.Summary.Events, with.Summary.Events);
        Assert.Equal(without.Servers.Select(Row), with.Servers.Select(Row));
    }

    private static (string Name, TimeSpan? ActiveAt, string Host) Row(ServerRecord server) => (server.Name, server.ActiveAt, server.Host ?? "");

    private static string[] Pool(int count, string viewAge, bool inPlacement) =>
    [
        FormattableString.Invariant($"controller.schedulers.count={count}"),
        $"controller.schedulers.view-age={viewAge}",
        $"controller.nova_conf.filter_scheduler.pci_in_placement={(inPlacement ? "true" : "false")}",
    ];

    private static RunResult Run(string file, params string[] changes)
    {
        DiagnosticBag diagnostics = new();
        Scenario? scenario = ScenarioLoader.Load(file, diagnostics, changes);
        Assert.True(scenario is not null, string.Join('\n', diagnostics.Sorted()));
        return new CloudRun(scenario, new RunOptions(ChecksInvariants: true)).Run(1, _ => { }, default);
    }
}
