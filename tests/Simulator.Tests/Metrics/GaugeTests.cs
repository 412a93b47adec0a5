using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Metrics;

/// <summary>Goal: means are weighted by time and cut at interval borders exactly. Method: worked examples.</summary>
public sealed class GaugeTests
{
    private static readonly Recorder Recorder = new(new Intervals(TimeSpan.FromSeconds(10)));

    [Fact]
    public void A_change_inside_an_interval_weighs_by_its_length()
    {
        Gauge gauge = Recorder.Gauge("test", "inside");
        gauge.Set(TimeSpan.FromSeconds(5), 4);
        gauge.Close(TimeSpan.FromSeconds(20));
        Assert.Equal([2.0, 4.0], gauge.Means);
        Assert.Equal(3.0, gauge.Mean);
    }

    [Fact]
    public void A_short_last_interval_is_weighted_by_its_own_length()
    {
        Gauge gauge = Recorder.Gauge("test", "short");
        gauge.Set(TimeSpan.Zero, 1);
        gauge.Set(TimeSpan.FromSeconds(12), 3);
        gauge.Close(TimeSpan.FromSeconds(14));
        Assert.Equal([1.0, 2.0], gauge.Means);
    }

    [Fact]
    public void A_peak_without_duration_is_not_a_maximum()
    {
        Gauge gauge = Recorder.Gauge("test", "peak");
        gauge.Set(TimeSpan.FromSeconds(1), 9);
        gauge.Set(TimeSpan.FromSeconds(1), 2);
        gauge.Close(TimeSpan.FromSeconds(10));
        Assert.Equal(2.0, gauge.Max);
    }

    [Fact]
    public void The_past_cannot_be_changed()
    {
        Gauge gauge = Recorder.Gauge("test", "past");
        gauge.Set(TimeSpan.FromSeconds(2), 1);
        Assert.Throws<InvalidOperationException>(() => gauge.Set(TimeSpan.FromSeconds(1), 1));
    }

    [Fact]
    public void Counters_fill_silent_intervals_with_zero()
    {
        Counter counter = Recorder.Counter("test", "count");
        counter.Add(TimeSpan.FromSeconds(25));
        counter.Close(4);
        Assert.Equal([0L, 0L, 1L, 0L], counter.Counts);
    }
}
