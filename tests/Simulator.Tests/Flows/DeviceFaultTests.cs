using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>Devices that fail and come back: what Nova goes on to believe, what servers lose and what operators can do.</summary>
public sealed class DeviceFaultTests
{
    // The card of n1 is away from 2 h to 5 h.
    private const string CardFails = "faults:\n  devices:\n    - { hosts: n1, id: \"10ee:5000\", mtbf: 2h, mttr: 3h";

    private const string Reports = "host-defaults.nova_conf.pci.report_in_placement=true";

    private const string Early = """
        workload:
          - requests: [ { at: 1h, name: early, flavor: card, host: n1 } ]

        """;

    [Fact]
    public void Nova_gives_a_missing_device_out_until_the_service_restarts()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests:
                  - { at: 3h, name: during, flavor: card, host: n1 }
                  - { at: 330 min, name: after, flavor: card, host: n1 }

            """ + CardFails + " }\n");
        Assert.Equal([ServerState.Error, ServerState.Active], result.Servers.Select(server => server.State));
        Assert.Contains("Device 0000:02:00.0 not found", result.Failures[0].Detail, StringComparison.Ordinal);
        DeviceFaultFigures figures = result.Summary.DeviceFaults!;
        Assert.Equal((1, 1, 0, 1), (figures.Failures, figures.Functions, figures.ServersHit, figures.StartsRefused));
        Assert.Equal(0.5, figures.MissingMean, 6);
        LeakRow leak = Assert.Single(result.Leaks, row => row.Cause == "device missing until nova-compute restarts");
        Assert.Equal((7200, 18_000), (leak.At, leak.Until));
    }

    [Fact]
    public void A_server_that_may_go_elsewhere_is_rescheduled_and_the_host_is_shunned()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests:
                  - { at: 3h, name: first, flavor: card }
                  - { at: 4h, name: second, flavor: card }
                  - { at: 5h, name: third, flavor: card }
            faults:
              devices: [ { hosts: "n[1-2]", id: "10ee:5000", mtbf: 2h, mttr: 10h } ]
            """);
        Assert.Equal(2, result.Summary.DeviceFaults!.Failures);
        Assert.True(result.Summary.Reschedules >= 1);
        Assert.Equal(["n3", "n4"], result.Servers.Where(server => server.State == ServerState.Active).Select(server => server.Host).Order());
        Assert.Equal("MaxRetriesExceeded", result.Failures[^1].Exception);
    }

    [Fact]
    public void After_a_restart_a_free_device_is_gone_and_after_another_one_it_is_back()
    {
        const string Requests = """
            workload:
              - requests: [ { at: 3h, name: during, flavor: card, host: n1 }, { at: 340 min, name: after, flavor: card, host: n1 } ]

            """;
        RunResult result = CloudText.Run(Requests + CardFails + ", restart-service: both }\n", Reports);
        Assert.Equal(0, result.Summary.DeviceFaults!.StartsRefused);
        Assert.Equal("compute claim", result.Failures[0].Stage);
        Assert.Equal([ServerState.Error, ServerState.Active], result.Servers.Select(server => server.State));
        Assert.Equal(4, Cards(result));
        Assert.Equal(3, Cards(CloudText.Run(Requests + CardFails + ", restart-service: after-failure }\n", Reports, "duration=4h")));
    }

    [Fact]
    public void A_device_that_a_server_has_is_kept_in_the_books_of_a_service_that_does_not_see_it()
    {
        RunResult result = CloudText.Run(Early + CardFails + ", restart-service: after-failure }\n", Reports, "duration=4h");
        DeviceRow device = Assert.Single(result.Devices, row => row is { Host: "n1", Address: "0000:02:00.0" });
        Assert.Equal(("allocated", "early", ""), (device.Status, device.Server, device.Driver));
        Assert.Equal(4, Cards(result));
        Assert.Equal((1, 1), (result.Summary.DeviceFaults!.ServersHit, result.Summary.DeviceFaults.ServersStillHit));
        Assert.Equal("early", Assert.Single(result.DeviceFaults!).Servers);
    }

    [Fact]
    public void When_its_server_is_deleted_a_missing_device_leaves_the_books()
    {
        RunResult result = CloudText.Run(
            Early + "operations: [ { at: 3h, delete: early } ]\n" + CardFails + ", restart-service: after-failure }\n", Reports, "duration=4h");
        Assert.Equal(3, Cards(result));
        Assert.Equal((1, 0), (result.Summary.DeviceFaults!.ServersHit, result.Summary.DeviceFaults.ServersStillHit));
        Assert.InRange(result.Summary.DeviceFaults.HitSeconds.Max!.Value, 3590, 3660);
    }

    [Fact]
    public void Operators_move_servers_away_from_a_device_that_failed()
    {
        RunResult result = CloudText.Run(Early + CardFails + ", restart-service: after-failure, servers: move, noticed-after: 30 min }\n");
        ServerRecord server = Assert.Single(result.Servers);
        Assert.Equal(ServerState.Active, server.State);
        Assert.NotEqual("n1", server.Host);
        Assert.Equal((1, 0), (result.Summary.DeviceFaults!.ServersMoved, result.Summary.DeviceFaults.ServersStillHit));
        Assert.InRange(result.Summary.DeviceFaults.HitSeconds.Max!.Value, 1800, 2400);
        Assert.Equal("removed", Assert.Single(result.Devices, row => row is { Host: "n1", Address: "0000:02:00.0" }).Status);
    }

    [Fact]
    public void Nobody_sees_that_a_device_is_broken_which_stays_on_the_bus()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 1h, name: first, flavor: card, host: n1, lifetime: 90 min }, { at: 4h, name: next, flavor: card, host: n1 } ]

            """ + CardFails + ", effect: stays }\n");
        DeviceFaultFigures figures = result.Summary.DeviceFaults!;
        Assert.Equal((2, 1, 0, 0), (figures.ServersHit, figures.ServersGivenBroken, figures.StartsRefused, figures.ServersStillHit));
        Assert.Equal("first next", Assert.Single(result.DeviceFaults!).Servers);
        Assert.InRange(figures.HitSeconds.Max!.Value, 3400, 3600);
    }

    [Fact]
    public void With_a_physical_function_its_VFs_go_and_a_port_or_alias_loses_them()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 1h, name: early, flavor: net, host: n1 } ]
            operations: [ { at: 3h, live-migrate: early } ]
            faults:
              devices: [ { hosts: n1, type: type-PF, mtbf: 2h, mttr: 30 min, restart-service: after-repair } ]
            """, "duration=4h");
        DeviceFaultRow fault = Assert.Single(result.DeviceFaults!);
        Assert.Equal(("0000:01:00.0", "15b3:1021", 3), (fault.Device, fault.Ids, fault.Functions));
        Assert.Equal(2, result.Devices.Count(device => device is { Host: "n1", ProductId: "101e", Status: "available" }));
        Assert.NotEqual("n1", Assert.Single(result.Servers).Host);
    }

    [Fact]
    public void A_live_migration_to_or_from_a_missing_device_breaks()
    {
        RunResult result = CloudText.Run("""
            workload:
              - requests: [ { at: 1h, name: early, flavor: net, host: n1 }, { at: 1h, name: other, flavor: net, host: n3 } ]
            operations:
              - { at: 3h, live-migrate: early }
              - { at: 3h, live-migrate: other, host: n2 }
            faults:
              devices: [ { hosts: "n[1-2]", id: "15b3:1021", mtbf: 2h, mttr: 10h } ]
            """);
        Assert.Equal(["n1", "n3"], result.Servers.Select(server => server.Host));
        Assert.All(result.Migrations, move => Assert.Contains(move.Status, (string[])["failed", "error"]));
    }

    [Fact]
    public void Another_device_comes_in_its_place_once_the_service_has_restarted()
    {
        const string Swap = ", restart-service: after-repair, replacement: { id: \"10ee:6000\", address: \"0000:03:00.0\" } }\n";
        RunResult result = CloudText.Run(CardFails + Swap, Reports);
        Assert.Equal("10ee:6000 at 0000:03:00.0", Assert.Single(result.DeviceFaults!).Replacement);
        Assert.Equal(3, Cards(result));
        Assert.Equal(1, result.Providers.Count(provider => provider.ResourceClass == "CUSTOM_PCI_10EE_6000"));
        RunResult vfs = CloudText.Run("""
            faults:
              devices: [ { hosts: n1, id: "15b3:1021", mtbf: 2h, mttr: 1h, restart-service: after-repair, replacement: { vfs: 4 } } ]
            """, Reports, "duration=4h");
        Assert.Equal(4, vfs.Devices.Count(device => device is { Host: "n1", ProductId: "101e", Status: "available" }));
        Assert.Equal(4, Assert.Single(vfs.Providers, provider => provider.Total > 2 && provider.ResourceClass == "CUSTOM_PCI_15B3_101E").Total);
    }

    [Fact]
    public void A_failure_that_never_comes_changes_nothing()
    {
        const string Load = """
            workload:
              - name: many
                arrivals: { process: poisson, rate: 4/h }
                lifetime: { distribution: exponential, mean: 2h }
                flavor: net
            faults:
              hosts: { mtbf: { distribution: exponential, mean: 10h }, mttr: 20 min }

            """;
        RunResult without = CloudText.Run(Load);
        RunResult with = CloudText.Run(Load + "  devices: [ { mtbf: 100d, mttr: 1h } ]\n");
        Assert.Equal(without.Servers.Select(InstanceRow.From), with.Servers.Select(InstanceRow.From));
        Assert.Null(without.Summary.DeviceFaults);
        Assert.Empty(with.DeviceFaults!);
    }

    [Theory]
    [InlineData("{ hosts: n9, mtbf: 1h, mttr: 1h }", ":33:16: error SIM0108: there is no host 'n9'; valid: n1, n2, n3, n4")]
    [InlineData(
        "{ id: \"10ee:5001\", mtbf: 1h, mttr: 1h }",
        "there is no device '10ee:5001'; valid: 10ee:5000, 15b3:101e, 15b3:1021 (did you mean '10ee:5000'?)")]
    [InlineData("{ mtbf: 1h, mttr: 1h, efect: stays }", "has no key 'efect'")]
    [InlineData("{ mtbf: 1h, mttr: 1h, restart-service: after }", "'after' is none of never, after-failure, after-repair, both")]
    [InlineData(
        "{ id: \"10ee:5000\", mtbf: 1h, mttr: 1h, replacement: { vfs: 3 } }",
        "0000:02:00.0 is no physical function, so its replacement has no VFs")]
    [InlineData(
        "{ mtbf: 1h, mttr: 1h, replacement: { address: \"0000:09:00.0\" } }",
        "2 devices of a host can fail, but only one can come back at 0000:09:00.0")]
    [InlineData(
        "{ id: \"10ee:5000\", mtbf: 1h, mttr: 1h, replacement: { address: \"0000:01:00.0\" } }",
        "0000:01:00.0 is taken by another device of the host")]
    [InlineData("{ id: \"10ee:5000\", mtbf: 1h, mttr: 1h, replacement: { address: \"1:00\" } }", "'1:00' is not a PCI address")]
    [InlineData("{ mtbf: 1h, mttr: 1h, whole-card: yes, replacement: { id: \"1:2\" } }", "a whole card comes back as it was")]
    [InlineData("{ type: type-VF, id: \"10ee:5000\", mtbf: 1h, mttr: 1h }", "valid: 15b3:101e")]
    public void What_cannot_fail_is_refused(string entry, string problem) => Assert.Contains(
        problem, string.Join('\n', CloudText.ProblemsOf($"faults:\n  devices:\n    - {entry}\n")), StringComparison.Ordinal);

    private static int Cards(RunResult result) => result.Providers.Count(provider => provider.ResourceClass == "CUSTOM_PCI_10EE_5000");
}
