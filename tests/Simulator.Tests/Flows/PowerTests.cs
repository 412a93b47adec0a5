using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: servers are stopped, paused and suspended as Nova allows it, keep what they have, and come back. Method: operations in scenario files,
/// with all invariants.
/// </summary>
public sealed class PowerTests
{
    private const string Server = """
        workload:
          - requests: [ { at: 1min, name: vm, flavor: net, host: n1 } ]

        """;

    [Theory]
    [InlineData("stop", "SHUTOFF", "start")]
    [InlineData("pause", "PAUSED", "unpause")]
    [InlineData("suspend", "SUSPENDED", "resume")]
    public void A_server_changes_its_state_keeps_its_device_and_comes_back(string there, string status, string back)
    {
        RunResult half = CloudText.Run(Server + $"operations: [ {{ at: 1h, {there}: vm }}, {{ at: 2h, {there}: vm }} ]\n");
        Assert.Equal(status, Assert.Single(half.Servers).Status);
        Assert.Equal([202, 409], half.Operations.Select(row => row.Status));
        Assert.Equal("InstanceInvalidState", half.Operations[1].Error);
        Assert.Single(half.Devices, device => device is { Host: "n1", Status: "allocated" });

        RunResult whole = CloudText.Run(Server + $"operations: [ {{ at: 1h, {there}: vm }}, {{ at: 2h, {back}: vm }} ]\n");
        Assert.Equal("ACTIVE", Assert.Single(whole.Servers).Status);
        Assert.Equal([202, 202], whole.Operations.Select(row => row.Status));
    }

    [Fact]
    public void A_server_that_cannot_be_suspended_is_in_ERROR_and_can_be_stopped()
    {
        RunResult result = CloudText.Run(Server + "operations: [ { at: 1h, suspend: vm, fail: { suspend: n1 } }, { at: 2h, stop: vm } ]\n");
        Assert.Equal("SHUTOFF", Assert.Single(result.Servers).Status);
        Assert.Equal("PciDeviceDetachFailed", result.Operations[0].Error);
    }

    [Fact]
    public void A_paused_server_migrates_live_and_stays_paused()
    {
        RunResult result = CloudText.Run(Server + "operations: [ { at: 1h, pause: vm }, { at: 2h, live-migrate: vm } ]\n");
        Assert.Equal("completed", Assert.Single(result.Migrations).Status);
        ServerRecord server = Assert.Single(result.Servers);
        Assert.NotEqual("n1", server.Host);
        Assert.Equal("PAUSED", server.Status);
    }

    [Theory]
    [InlineData("stop", "stop-host")]
    [InlineData("start", "stop-host")]
    public void What_a_stopped_service_did_not_do_it_does_when_it_starts(string operation, string stops)
    {
        string before = operation == "start" ? "{ at: 30min, stop: vm }, " : "";
        RunResult result = CloudText.Run(
            Server + $"operations: [ {before}{{ at: 1h, {operation}: vm }}, {{ at: 60min 1s, {stops}: n1 }}, {{ at: 70min, start-host: n1 }} ]\n");
        Assert.Equal(operation == "start" ? "ACTIVE" : "SHUTOFF", Assert.Single(result.Servers).Status);
    }

    [Fact]
    public void A_resize_that_nobody_confirms_is_confirmed_when_the_window_has_passed()
    {
        const string Moves = "  - { at: 1h, migrate: vm, host: n2 }\n";
        RunResult waiting = CloudText.Run(Server + "operations:\n" + Moves);
        Assert.Equal("VERIFY_RESIZE", Assert.Single(waiting.Servers).Status);

        RunResult result = CloudText.Run(Server + """
            operations:
              - at: 30min
                restart-host: n2
                nova_conf: |
                  [DEFAULT]
                  resize_confirm_window = 600

            """ + Moves);
        MigrationRow move = Assert.Single(result.Migrations);
        Assert.Equal("confirmed", move.Status);
        Assert.InRange(move.EndedS!.Value - move.BeganS, 600, 900);
        Assert.Equal("ACTIVE", Assert.Single(result.Servers).Status);
        Assert.DoesNotContain(result.Devices, device => device is { Host: "n1", Status: "allocated" });
    }
}
