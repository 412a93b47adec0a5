using Simulator.Metrics;
using Simulator.Studies;
using Simulator.Tests.Flows;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>Goal: figures of moves, drains and refusals are those of the run's rows. Method: small clouds with one of each.</summary>
public sealed class WindowTests
{
    private const string Drain = """
        migration-network:
          host-rate: 1 Gbit/s
          guests:
            dirty-rate: { distribution: constant, value: 1 KiB/s }
            working-set: { distribution: constant, value: 1 MiB }
            used-memory: 100%
        workload:
          - requests:
            - { at: 1min, name: a, flavor: plain, host: n1 }
            - { at: 1min, name: b, flavor: card, host: n2 }
            - { at: 2min, name: c, flavor: none }
        campaigns:
          - { name: go, kind: drain, at: 1h, hosts: [n1, n2], at-once: 2, attempts: 1, cold: no }

        """;

    private static readonly RunResult Run = CloudText.Run(Drain, "flavors.none={ vcpus: 500, ram: 8 GiB, disk: 10 GiB }");

    [Theory]
    [InlineData("migrations.count", 2, 2)]
    [InlineData("migrations.failed", 1, 1)]
    [InlineData("migrations.failed.ratio", 0.5, 0.5)]
    [InlineData("live_migrations.completed", 1, 1)]
    [InlineData("drains.count", 2, 2)]
    [InlineData("drains.unfinished", 1, 1)]
    [InlineData("drains.seconds.p95", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("refusals.placement", 1, 1)]
    [InlineData("refusals.filters", 0, 0)]
    [InlineData("boots.failed.ratio", 0.33, 0.34)]
    [InlineData("drains.seconds.p50", 60, 120)]
    [InlineData("live_migrations.seconds.p95", 68, 75)]
    [InlineData("live_migrations.downtime_seconds.max", 0.001, 1)]
    [InlineData("campaign.go.seconds", 60, 1000)]
    public void Figures_are_those_of_the_rows(string metric, double low, double high) =>
        Assert.InRange(Value(metric, TimeSpan.Zero) ?? double.NaN, low, high);

    [Theory]
    [InlineData("migrations.count", 0.0)]
    [InlineData("migrations.failed.ratio", null)]
    [InlineData("drains.count", 0.0)]
    [InlineData("drains.seconds.max", null)]
    [InlineData("live_migrations.downtime_seconds.p50", null)]
    [InlineData("campaign.go.seconds", null)]
    [InlineData("refusals.placement", 0.0)]
    public void What_began_in_the_warm_up_does_not_count(string metric, double? value) =>
        Assert.Equal(value, Value(metric, TimeSpan.FromHours(5)));

    private static double? Value(string metric, TimeSpan warmup) => StudyMetrics.Find(metric)!.Read(new RunWindow(Run, warmup));
}
