using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Fuzzing;

/// <summary>
/// Goal: what Nova leaves behind by causes that need more than one thing to go wrong is told with cause, flow, operation and duration, and ends when
/// what heals it comes. Method: mostly drawn cases shrunk to what shows it, as scenario files beside this test; all invariants hold but for the leak.
/// </summary>
public sealed class LeakScenarioTests
{
    [Theory]
    [InlineData("broken-audit", "audit that breaks half-way", "update_available_resource", "audit")]
    [InlineData("broken-audit-forgets-guests", "audit that breaks half-way", "update_usage", "delete of s2")]
    [InlineData("broken-audit-keeps-claims", "refused update", "build_and_run_instance", "boot of s13")]
    [InlineData("broken-claim", "claim that broke half-way", "_claim_instance", "boot of s2")]
    [InlineData("candidate-besides-claim", "candidate besides claim", "prep_resize", "cold move of s6")]
    [InlineData("changed-devices", "changed devices of a host", "process_dev", "start of a service")]
    [InlineData("confused-pools", "device_spec changed around a PF in use", "_set_hvdevs", "its own service")]
    [InlineData("cut-off", "cut off by a stopped service", "service stopped", "cold move of s11")]
    [InlineData("exchanged-device", "device exchanged with its device_spec", "update_device", "its own service")]
    [InlineData("failed-live-migration", "failed live migration until audit", "_rollback_live_migration", "live migration of s1")]
    [InlineData("live-migration-claims", "claims of a live migration", "_post_live_migration", "live migration of s2")]
    [InlineData("refused-update", "refused update", "build_and_run_instance", "boot of s7")]
    public void A_leak_is_told_and_ends_when_it_is_healed(string name, string cause, string flow, string operation)
    {
        IReadOnlyList<LeakRow> rows = Run(name);
        LeakRow? row = rows.FirstOrDefault(row => row.Cause == cause && row.Flow == flow && row.Operation == operation);
        Assert.True(row is not null, string.Join('\n', rows));
        Assert.True(row.Until > row.At, row.ToString());
    }

    private static IReadOnlyList<LeakRow> Run(string name)
    {
        string file = Path.Combine(Repository.Root, "tests", "Simulator.Tests", "Fuzzing", "Leaks", name + ".yaml");
        DiagnosticBag problems = new();
        Scenario scenario = ScenarioLoader.Load(file, problems) ?? throw new InvalidOperationException(problems.Sorted()[0].ToString());
        return new CloudRun(scenario, new RunOptions(ChecksInvariants: true)).Run(1, _ => { }, default).Leaks;
    }
}
