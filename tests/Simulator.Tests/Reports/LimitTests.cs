using Simulator.Metrics;
using Simulator.Reports;
using Xunit;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: "what limited the cloud" weighs by time. Method: a worked example of 10-minute intervals, the last cut to 5 minutes.
/// </summary>
public sealed class LimitTests
{
    private static RunResult With(double simulatedS, params double[] values) => SampleRun.Counts(5, 1, 1) with
    {
        Summary = SampleRun.Counts(5, 1, 1).Summary with { SimulatedS = simulatedS },
        Intervals = new Intervals(TimeSpan.FromMinutes(10)),
        Series = [new Series("utilization", "VCPU", values)],
    };

    [Fact]
    public void Time_at_the_limit_is_added_up_by_length()
    {
        Limit limit = Assert.Single(Limit.Of(With(45 * 60, 0.2, 0.95, 0.99, 0.5, 1.0)));
        Assert.Equal(new Limit("VCPU", 25.0 / 45, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)), limit);
    }

    [Fact]
    public void A_resource_below_the_limit_was_never_used_up() =>
        Assert.Equal(new Limit("VCPU", 0, null, TimeSpan.Zero), Assert.Single(Limit.Of(With(20 * 60, 0.9499, 0))));

    [Fact]
    public void The_section_says_when_room_was_there_but_scattered() =>
        Assert.Contains("not together on one host", LimitSection.Sentences(With(20 * 60, 0.5, 0.5))[0]);

    [Fact]
    public void The_section_names_stranded_devices_in_words()
    {
        RunResult result = With(15 * 60, 0.5, 0.5);
        result = result with { Series = [.. result.Series, new Series("stranded", "10de:20b5", [3, 6])] };
        Assert.StartsWith(
            "Stranded devices: NVIDIA A100 PCIe 80GB (10de:20b5). On average 4 of them, and at most 6 (after 10 minutes), were",
            LimitSection.Sentences(result)[1]);
    }
}
