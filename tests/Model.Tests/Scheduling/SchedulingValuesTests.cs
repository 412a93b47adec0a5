using Model.Compute;
using Model.Python;
using Model.Scheduling;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>Goal: the small readers and values that filters stand on.</summary>
public sealed class SchedulingValuesTests
{
    [Theory]
    [InlineData("1_0", 10)]
    [InlineData(" +2.5 ", 2.5)]
    [InlineData("1e2", 100)]
    [InlineData(".5", 0.5)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    public void Floats_read_as_Python_reads_them(string text, double expected)
    {
        Assert.True(PythonNumber.TryParseFloat(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_1")]
    [InlineData("1__0")]
    [InlineData("0x2")]
    [InlineData("1e")]
    [InlineData(".")]
    [InlineData("1.5.2")]
    public void Other_texts_are_no_floats(string text) => Assert.False(PythonNumber.TryParseFloat(text, out _));

    [Theory]
    [InlineData(">=8.2.2", 8_002_002, true)]
    [InlineData(">8.2", 8_002_000, false)]
    [InlineData(">=6.0,<8.0", 7_002_000, true)]
    [InlineData("!=8.2.2", 8_002_002, false)]
    [InlineData("<8.2.0rc1", 8_002_000, false)]
    [InlineData(">8.2.0rc1", 8_002_000, true)]
    public void Versions_compare_number_by_number(string condition, long version, bool holds)
    {
        Assert.True(VersionPredicate.TryParse(condition, out VersionPredicate? predicate));
        Assert.Equal(holds, predicate!.IsSatisfiedBy(version));
    }

    [Theory]
    [InlineData("8.2.2")]
    [InlineData(">=")]
    [InlineData(">=x")]
    [InlineData("")]
    public void A_condition_needs_an_operator_and_a_version(string condition) => Assert.False(VersionPredicate.TryParse(condition, out _));

    [Fact]
    public void A_service_is_judged_by_its_latest_report()
    {
        TimeSpan now = TimeSpan.FromMinutes(10);
        TimeSpan limit = TimeSpan.FromSeconds(60);

        Assert.True(ServiceState.Running.IsUp(now, limit));
        Assert.False((ServiceState.Running with { ForcedDown = true }).IsUp(now, limit));
        Assert.True(new ServiceState { LastSeen = now - limit }.IsUp(now, limit));
        Assert.False(new ServiceState { LastSeen = now - limit - TimeSpan.FromTicks(1) }.IsUp(now, limit));
        Assert.False(new ServiceState { LastSeen = now + limit + limit }.IsUp(now, limit));
        Assert.True(new ServiceState { Created = now }.IsUp(now, limit));
        Assert.False(default(ServiceState).IsUp(now, limit));
    }

    [Fact]
    public void Metrics_lose_their_fractions_and_percentages_become_whole()
    {
        Assert.Equal(28, HostMetric.FromMonitor("cpu.percent", 0.29).Value);
        Assert.Equal(1200, HostMetric.FromMonitor("cpu.frequency", 1200.9).Value);
    }

    [Fact]
    public void A_verdict_spells_out_its_reason_on_demand()
    {
        Assert.True(default(FilterVerdict).Passes);
        Assert.Equal("", FilterVerdict.Pass.Reason);
        Assert.Equal("a has 1 of 2", FilterVerdict.Fail("{0} has {2} of {3}", "a", null, 1, 2).Reason);
    }
}
