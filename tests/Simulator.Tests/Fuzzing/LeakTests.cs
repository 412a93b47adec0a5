using Simulator.Fuzzing;
using Simulator.Metrics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Fuzzing;

/// <summary>
/// Goal: what Nova is known to leave behind is reproduced, and told by name with the flow that caused it, and is gone when Nova clears it away.
/// Method: two hosts with a GPU each, one server, one operation that breaks.
/// </summary>
public sealed class LeakTests
{
    private static readonly FuzzFault Disks = Fault(FaultPoint.MigrateDisk);
    private static readonly FuzzFault Finish = Fault(FaultPoint.FinishMigration);

    [Fact]
    public void A_source_that_fails_leaves_the_destinations_device() => Demand(
        Run([new FuzzStep(200, FuzzVerb.Migrate, "s")], Disks), "held by error migration", "resize_instance", isOpen: true);

    [Fact]
    public void A_destination_that_fails_leaves_the_sources_device() => Demand(
        Run([new FuzzStep(200, FuzzVerb.Migrate, "s")], Finish), "held by error migration", "finish_resize", isOpen: true);

    [Fact]
    public void Deleting_the_server_clears_away_what_an_error_migration_held() => Demand(
        Run([new FuzzStep(200, FuzzVerb.Migrate, "s"), new FuzzStep(900, FuzzVerb.Delete, "s")], Disks),
        "held by error migration", "resize_instance", isOpen: false);

    [Fact]
    public void A_failed_rebuild_leaves_the_server_without_allocation() => Demand(
        Run([new FuzzStep(400, FuzzVerb.Rebuild, "s", "first")], Fault(FaultPoint.Spawn) with { From = 300 }),
        "failed rebuild without allocation", "rebuild_instance", isOpen: true);

    [Fact]
    public void An_evacuated_server_keeps_its_source_until_the_service_returns()
    {
        FuzzStep[] steps = [new(200, FuzzVerb.StopHost, "host1", "forced"), new(260, FuzzVerb.Evacuate, "s")];
        Demand(Run(steps), "evacuated source until it returns", "rebuild_instance", isOpen: true);
        Demand(Run([.. steps, new(900, FuzzVerb.StartHost, "host1")]), "evacuated source until it returns", "rebuild_instance", isOpen: false);
    }

    [Fact]
    public void A_lost_call_leaves_the_destinations_allocation() => Demand(
        Run([new FuzzStep(180, FuzzVerb.StopHost, "host2"), new FuzzStep(200, FuzzVerb.Migrate, "s")]), "lost call", "prep_resize", isOpen: true);

    [Fact]
    public void A_server_deleted_while_its_host_was_down_leaves_the_device()
    {
        FuzzStep[] steps = [new(200, FuzzVerb.StopHost, "host1", "forced"), new(260, FuzzVerb.Delete, "s")];
        Demand(Run(steps), "deleted while the host was down", "_local_delete", isOpen: true);
        Demand(Run([.. steps, new(900, FuzzVerb.StartHost, "host1")]), "deleted while the host was down", "_local_delete", isOpen: false);
    }

    private static FuzzFault Fault(FaultPoint point) => new(point, point == FaultPoint.FinishMigration ? "host2" : "host1", 0, 100_000);

    private static void Demand(IReadOnlyList<LeakRow> leaks, string cause, string flow, bool isOpen)
    {
        string told = string.Join('\n', leaks);
        Assert.True(leaks.Any(leak => leak.Cause == cause && leak.Flow == flow), told);
        Assert.True(leaks.Any(leak => leak.Until is null) == isOpen, told);
        Assert.All(leaks, leak => Assert.Equal("s", leak.Server));
    }

    /// <summary>The server is on host1, the only host with a device when it is asked for; host2 starts with another configuration.</summary>
    private static IReadOnlyList<LeakRow> Run(FuzzStep[] steps, params FuzzFault[] faults)
    {
        FuzzCard gpu = new("gpu", 1, 0, "numa");
        return CaseRun.Run(new FuzzCase
        {
            Seed = 1,
            Release = FuzzCatalogue.Latest,
            Reports = true,
            Schedules = false,
            Duration = 4000,
            Hosts = [new FuzzHost("host1", 1, 8, [gpu], ["gpu"]), new FuzzHost("host2", 1, 8, [gpu], ["gpu"])],
            Servers = [new FuzzServer("s", 10, "gpu")],
            Steps = [new FuzzStep(1, FuzzVerb.Disable, "host2"), new FuzzStep(150, FuzzVerb.Enable, "host2"), .. steps],
            Faults = faults,
        }).Run.Result.Leaks;
    }
}
