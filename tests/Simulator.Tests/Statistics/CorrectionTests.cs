using Simulator.Randomness;
using Simulator.Statistics;
using Xunit;

namespace Simulator.Tests.Statistics;

/// <summary>Holm's correction, Fieller's interval and MSER-5 against worked examples and their promises.</summary>
public sealed class CorrectionTests
{
    /// <summary>
    /// Four hypotheses with p = 0.01, 0.04, 0.03, 0.005 at 5 %: 0.005 ≤ 0.05/4 and 0.01 ≤ 0.05/3 are rejected, 0.03 > 0.05/2 ends the
    /// procedure, so 0.04 stays although it is below 0.05.
    /// </summary>
    [Fact]
    public void Holms_worked_example()
    {
        double[] values = [0.01, 0.04, 0.03, 0.005];
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust(values).Select(value => Math.Round(value, 12)));
        Assert.Equal([0.05 / 3, 0.025, 0.025, 0.0125], Holm.Levels(values, 0.05));
    }

    [Fact]
    public void Corrected_values_stay_probabilities_and_keep_the_order()
    {
        Assert.Equal([1, 1, 0.3], Holm.Adjust([0.9, 0.5, 0.1]).Select(value => Math.Round(value, 12)));
        Assert.Equal([0.05], Holm.Adjust([0.05]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void The_chance_of_one_false_alarm_in_a_family_stays_at_the_level()
    {
        int alarms = 0;
        NormalDistribution noise = new(0, 1, -1e9);
        for (int study = 0; study < 1000; study++)
        {
            RandomStream stream = new RandomStreams(3).For("family", study);
            double[] values =
            [
                .. Enumerable.Range(0, 8).Select(_ =>
                    Sample.Of([.. Enumerable.Range(0, 10).Select(_ => noise.Sample(stream))]).PValue!.Value),
            ];
            alarms += Holm.Adjust(values).Min() <= 0.05 ? 1 : 0;
        }

        // Eight independent tests without correction would give about 337.
        Assert.InRange(alarms, 35, 65);
    }

    [Fact]
    public void The_interval_at_Holms_level_leaves_out_zero_exactly_when_a_difference_is_shown()
    {
        NormalDistribution noise = new(0.5, 1, -1e9);
        RandomStream stream = new RandomStreams(4).For("levels");
        for (int study = 0; study < 200; study++)
        {
            Sample[] samples =
                [.. Enumerable.Range(0, 5).Select(_ => Sample.Of([.. Enumerable.Range(0, 12).Select(_ => noise.Sample(stream))]))];
            double[] values = [.. samples.Select(sample => sample.PValue!.Value)];
            IReadOnlyList<double> adjusted = Holm.Adjust(values);
            IReadOnlyList<double> levels = Holm.Levels(values, 0.05);
            for (int index = 0; index < samples.Length; index++)
            {
                Assert.Equal(adjusted[index] <= 0.05, !samples[index].IntervalAt(1 - levels[index])!.Value.Covers(0));
            }
        }
    }

    [Fact]
    public void The_interval_of_a_ratio_covers_the_truth_about_as_often()
    {
        NormalDistribution common = new(100, 20, -1e9);
        NormalDistribution noise = new(0, 5, -1e9);
        int covered = 0;
        for (int study = 0; study < 1000; study++)
        {
            RandomStream stream = new RandomStreams(6).For("ratio", study);
            double[] first = [.. Enumerable.Range(0, 10).Select(_ => common.Sample(stream))];
            double[] second = [.. first.Select(value => (0.69 * value) + noise.Sample(stream))];
            covered += PairedDifference.Of(first, second).RelativeAt(0.95)!.Value.Covers(-0.31) ? 1 : 0;
        }

        Assert.InRange(covered, 930, 970);
    }

    [Fact]
    public void A_ratio_to_what_may_be_zero_has_no_interval()
    {
        Assert.Null(PairedDifference.Of([0, 0, 0, 1], [1, 2, 3, 4]).RelativeAt(0.95));
        Assert.True(double.IsNaN(PairedDifference.Of([0, 0], [1, 2]).Relative));
    }

    [Fact]
    public void Nothing_is_more_than_100_percent_less()
    {
        Interval interval = PairedDifference.Of([10, 14, 9], [0, 0.5, 3]).RelativeAt(0.95)!.Value;
        Assert.Equal(-1, interval.Low);
        Assert.InRange(interval.High, -0.9, 1);
        Assert.True(PairedDifference.Of([10, 14, 9], [0, -0.5, 3]).RelativeAt(0.95)!.Value.Low < -1);
    }

    [Fact]
    public void Warm_up_is_found_where_a_series_settles()
    {
        NormalDistribution noise = new(0, 1, -1e9);
        RandomStream stream = new RandomStreams(8).For("transient");
        double[] settling = [.. Enumerable.Range(0, 300).Select(index => (50 * Math.Min(1, index / 60.0)) + noise.Sample(stream))];
        Assert.InRange(Mser5.Suggest(settling)!.Value, 55, 100);
        double[] settled = [.. Enumerable.Range(0, 300).Select(_ => noise.Sample(stream))];
        Assert.InRange(Mser5.Suggest(settled)!.Value, 0, 100);
        Assert.Null(Mser5.Suggest([.. Enumerable.Range(0, 300).Select(index => (double)index)]));
        Assert.Null(Mser5.Suggest([1, 2, 3]));
    }
}
