using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: live migrations are aborted and forced as Nova's API allows it, and roll back. Method: a slow network, guests that write faster than it,
/// and requests at every stage of a migration.
/// </summary>
public sealed class JourneyEndTests
{
    private const string Busy = """
        migration-network:
          host-rate: 1 Gbit/s
          guests: { dirty-rate: 400 MB/s, working-set: 4 GiB }
          switch-over: 0
        workload:
          - requests:
              - { at: 1min, name: one, flavor: plain, host: n1 }
              - { at: 1min, name: two, flavor: net, host: n1 }

        """;

    private const string Still = """
        workload:
          - requests: [ { at: 1min, name: one, flavor: net, host: n1 } ]

        """;

    [Theory]
    [InlineData(Busy)]
    [InlineData(Still)]
    public void A_running_migration_that_is_aborted_leaves_the_server_where_it_was(string cloud)
    {
        RunResult result = CloudText.Run(cloud + "operations: [ { at: 1h, live-migrate: one }, { at: 1h 5s, abort-live-migration: one } ]\n");
        Assert.Equal(202, result.Operations[1].Status);
        MigrationRow move = Assert.Single(result.Migrations);
        Assert.Equal("cancelled", move.Status);
        Assert.InRange(move.EndedS!.Value, 3604, 3608);
        ServerRecord server = result.Servers.First(row => row.Name == "one");
        Assert.Equal(("ACTIVE", "n1"), (server.Status, server.Host));
    }

    [Fact]
    public void A_migration_that_waits_for_its_turn_is_aborted_at_once_and_the_destination_is_left_to_its_audit()
    {
        RunResult result = CloudText.Run(Busy + """
            operations:
              - { at: 1h, live-migrate: one }
              - { at: 1h 5s, live-migrate: two }
              - { at: 1h 10s, force-complete-live-migration: two }
              - { at: 1h 20s, abort-live-migration: two }
              - { at: 1h 30s, abort-live-migration: one }
            """);
        Assert.Equal([202, 202, 400, 202, 202], result.Operations.Select(row => row.Status));
        Assert.Equal("InvalidMigrationState", result.Operations[2].Error);
        Assert.Equal(["cancelled", "cancelled"], result.Migrations.Select(row => row.Status));
        Assert.InRange(result.Migrations[1].EndedS!.Value, 3620, 3622);
        Assert.All(result.Servers, server => Assert.Equal(("ACTIVE", "n1"), (server.Status, server.Host)));
        Assert.Single(result.Devices, device => device.Status is "allocated" or "claimed");
        Assert.Contains(result.Leaks!, row => row is { Cause: "failed live migration until audit", Until: not null });
    }

    [Fact]
    public void A_forced_migration_pauses_the_guest_and_completes()
    {
        RunResult result = CloudText.Run(Busy + """
            operations:
              - { at: 1h, live-migrate: one }
              - { at: 1h 1min, force-complete-live-migration: one }
            """);
        MigrationRow move = Assert.Single(result.Migrations);
        Assert.Equal("completed", move.Status);
        Assert.True(move.DowntimeMs > 10_000, $"a pause of {move.DowntimeMs} ms");
        Assert.NotEqual("n1", result.Servers.First(row => row.Name == "one").Host);
    }

    [Theory]
    [InlineData("abort-live-migration")]
    [InlineData("force-complete-live-migration")]
    public void Without_a_migration_there_is_nothing_to_end(string operation)
    {
        RunResult result = CloudText.Run(Still + $"operations: [ {{ at: 1h, {operation}: one }} ]\n");
        OperationRow row = Assert.Single(result.Operations);
        Assert.Equal((409, "InstanceInvalidState"), (row.Status, row.Error));
    }
}
