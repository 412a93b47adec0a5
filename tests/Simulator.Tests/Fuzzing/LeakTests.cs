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
    [Fact]
    public void A_source_that_fails_leaves_the_destinations_device() => Demand(
        Run([Step(200, OperationKind.Migrate, "s", FaultPoint.MigrateDisk)]), "held by error migration", "resize_instance", isOpen: true);

    [Fact]
    public void A_destination_that_fails_leaves_the_sources_device() => Demand(
        Run([Step(200, OperationKind.Migrate, "s", FaultPoint.FinishMigration)]), "held by error migration", "finish_resize", isOpen: true);

    [Fact]
    public void Deleting_the_server_clears_away_what_an_error_migration_held() => Demand(
        Run([Step(200, OperationKind.Migrate, "s", FaultPoint.MigrateDisk), Step(900, OperationKind.Delete, "s")]),
        "held by error migration", "resize_instance", isOpen: false);

    [Fact]
    public void A_failed_rebuild_leaves_the_server_without_allocation() => Demand(
        Run([Step(400, OperationKind.Rebuild, "s", FaultPoint.Spawn)]),
        "failed rebuild without allocation", "rebuild_instance", isOpen: true);

    [Fact]
    public void An_evacuated_server_keeps_its_source_until_the_service_returns()
    {
        FuzzStep[] steps = [Stop(200), Step(260, OperationKind.Evacuate, "s")];
        Demand(Run(steps), "evacuated source until it returns", "rebuild_instance", isOpen: true);
        Demand(Run([.. steps, Step(900, OperationKind.StartHost, "host1")]), "evacuated source until it returns", "rebuild_instance", isOpen: false);
    }

    [Fact]
    public void A_lost_call_leaves_the_destinations_allocation() => Demand(
        Run([Step(180, OperationKind.StopHost, "host2"), Step(200, OperationKind.Migrate, "s")]), "lost call", "prep_resize", isOpen: true);

    [Fact]
    public void A_server_deleted_while_its_host_was_down_leaves_the_device()
    {
        FuzzStep[] steps = [Stop(200), Step(260, OperationKind.Delete, "s")];
        Demand(Run(steps), "deleted while the host was down", "_local_delete", isOpen: true);
        Demand(Run([.. steps, Step(900, OperationKind.StartHost, "host1")]), "deleted while the host was down", "_local_delete", isOpen: false);
    }

    private static FuzzStep Step(int at, OperationKind kind, string target, params FaultPoint[] faults) => new(
        new Operation(TimeSpan.FromSeconds(at), kind, target)
        {
            Faults = [.. faults.Select(point => new PlannedFault(point, point == FaultPoint.FinishMigration ? "host2" : "host1"))],
        });

    private static FuzzStep Stop(int at) => new(new Operation(TimeSpan.FromSeconds(at), OperationKind.StopHost, "host1") { ForcedDown = true });

    private static void Demand(IReadOnlyList<LeakRow> leaks, string cause, string flow, bool isOpen)
    {
        string told = string.Join('\n', leaks);
        Assert.True(leaks.Any(leak => leak.Cause == cause && leak.Flow == flow), told);
        Assert.True(leaks.Any(leak => leak.Until is null) == isOpen, told);
        Assert.All(leaks, leak => Assert.Equal("s", leak.Server));
    }

    /// <summary>The server is on host1, the only host with a device when it is asked for; host2 starts with another configuration.</summary>
    private static IReadOnlyList<LeakRow> Run(FuzzStep[] steps)
    {
        FuzzCard gpu = new("gpu", 1, 0, 0);
        return CaseRun.Run(new FuzzCase
        {
            Seed = 1,
            Release = FuzzCatalogue.Latest,
            Schedules = false,
            Duration = 4000,
            Hosts = [new FuzzHost("host1", 1, 8, [gpu], ["gpu"], Reports: true), new FuzzHost("host2", 1, 8, [gpu], ["gpu"], Reports: true)],
            Servers = [new FuzzServer("s", 10, "gpu")],
            Steps = [Step(1, OperationKind.Disable, "host2"), Step(150, OperationKind.Enable, "host2"), .. steps],
        }).Result.Leaks;
    }
}
