using Simulator.Kernel;
using Xunit;

namespace Simulator.Tests.Kernel;

public sealed class MonitorTests
{
    [Fact]
    public void Samples_have_their_textbook_statistics()
    {
        SampleMonitor monitor = new("waiting", collect: true);
        int updates = 0;
        monitor.Updated += (_, _) => updates++;
        foreach (double value in new double[] { 2, 4, 4, 4, 5, 5, 7, 9 })
        {
            monitor.Add(value);
        }

        monitor.Active = false;
        monitor.Add(1000);

        Assert.Equal((8, 40.0, 5.0, 4.0, 2.0), (monitor.Count, monitor.Total, monitor.Mean, monitor.Variance, monitor.StdDev));
        Assert.Equal((2.0, 9.0, 9.0, 4.5, 2.0, 9.0, 8), (monitor.Min, monitor.Max, monitor.Last, monitor.GetMedian(),
            monitor.GetPercentile(0), monitor.GetPercentile(1), updates));
        monitor.Reset();
        Assert.Equal((0, 0.0), (monitor.Count, monitor.Mean));
        Assert.True(double.IsNaN(monitor.GetMedian()));
    }

    [Fact]
    public void A_time_series_weighs_its_levels_with_time()
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env, "level", collect: true);
        env.Schedule(TimeSpan.FromSeconds(2), _ => monitor.UpdateTo(4));
        env.Schedule(TimeSpan.FromSeconds(6), _ => monitor.Decrease(3));
        env.Schedule(TimeSpan.FromSeconds(8), _ => monitor.Active = false);
        env.Schedule(TimeSpan.FromSeconds(9), _ => monitor.Active = true);
        env.Schedule(TimeSpan.FromSeconds(10), _ => monitor.Active = true);
        env.RunD(11);

        // 0 for 2 s, 4 for 4 s, 1 for 2 s, unobserved for 1 s, 1 for 2 s.
        Assert.Equal((10.0, 20.0, 2.0, 0.0, 4.0, 1.0), (monitor.TotalTimeD, monitor.Area, monitor.Mean, monitor.Min, monitor.Max, monitor.Current));
        Assert.Equal(2.8, Math.Round(monitor.Variance, 10));
        Assert.Equal((1.0, 4.0), (monitor.GetMedian(), monitor.GetPercentile(0.9)));
        monitor.Reset();
        Assert.Equal((0.0, 1.0), (monitor.TotalTimeD, monitor.Mean));
    }

    [Fact]
    public void The_summary_is_a_table_with_a_histogram()
    {
        SampleMonitor monitor = new("waiting", collect: true);
        foreach (int value in Enumerable.Range(0, 10))
        {
            monitor.Add(value);
        }

        string expected = """
            Statistics of waiting
                                        all       excl.zero
            Count                        10               9
            Mean                        4.5               5
            Std.dev                 2.87228         2.58199
            Minimum                       0               1
            Percentile-5%                 0               1
            Median                      4.5               5
            Percentile-95%                9               9
            Maximum                       9               9

            Histogram
                         <=           share      %   cum%
                          0               1   10.0   10.0 *****
                          3               3   30.0   40.0 ***************
                          6               3   30.0   70.0 ***************
                          9               3   30.0  100.0 ***************

            """;
        Assert.Equal(expected, monitor.Summarize(maxBins: 3));
        Assert.DoesNotContain("Histogram", monitor.Summarize(withHistogram: false), StringComparison.Ordinal);
        Assert.DoesNotContain("Median", new SampleMonitor("plain").Summarize(), StringComparison.Ordinal);
    }
}
