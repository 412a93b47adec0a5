using Simulator.Randomness;
using Simulator.Statistics;
using Xunit;

namespace Simulator.Tests.Statistics;

/// <summary>
/// Goal: intervals and tests do what they promise. Method: a thousand studies of models whose truth is known, drawn by our own
/// generator, and worked examples.
/// </summary>
public sealed class SampleTests
{
    private const int Studies = 1000;

    [Fact]
    public void A_worked_example()
    {
        Sample sample = Sample.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, sample.Mean);
        Assert.Equal(1.5811388, sample.Deviation, 1e-7);

        // t(0.975; 4) = 2.776445, so the reach is 2.776445 · 0.7071068.
        Interval interval = sample.IntervalAt(0.95)!.Value;
        Assert.Equal(3 - 1.963243, interval.Low, 1e-6);
        Assert.Equal(3 + 1.963243, interval.High, 1e-6);

        // t(0.95; 4) = 2.131847.
        Assert.Equal(3 + 1.507443, sample.UpperLimit(0.95)!.Value, 1e-6);

        // t = 3 ÷ 0.7071068 = 4.242641 with 4 degrees of freedom.
        Assert.Equal(0.0132, sample.PValue!.Value, 1e-4);
    }

    [Fact]
    public void Too_few_or_equal_observations_are_told_apart()
    {
        Assert.Null(Sample.Of([]).IntervalAt(0.95));
        Assert.Null(Sample.Of([7]).PValue);
        Assert.Equal(new Interval(0.1, 0.1), Sample.Of([0.1, 0.1, 0.1]).IntervalAt(0.95));
        Assert.Equal(0.25, Sample.Of([0.1, 0.1, 0.1]).PValue);
        Assert.Equal(1 / 512.0, Sample.Of([.. Enumerable.Repeat(-2.0, 10)]).PValue);
        Assert.Equal(1, Sample.Of([0, 0, 0]).PValue);
    }

    [Theory]
    [InlineData("normal", 5)]
    [InlineData("normal", 20)]
    [InlineData("uniform", 10)]
    public void Nominal_95_percent_intervals_cover_the_truth_about_as_often(string model, int size)
    {
        Distribution distribution = model == "normal" ? new NormalDistribution(100, 15, -1e9) : new UniformDistribution(0, 200);
        int covered = 0;
        for (int study = 0; study < Studies; study++)
        {
            RandomStream stream = new RandomStreams(11).For(model, study);
            Sample sample = Sample.Of([.. Enumerable.Range(0, size).Select(_ => distribution.Sample(stream))]);
            covered += sample.IntervalAt(0.95)!.Value.Covers(100) ? 1 : 0;
        }

        Assert.InRange(covered, 930, 970);
    }

    /// <summary>
    /// The mean time of a customer in an M/M/1 queue in steady state is 1 ÷ (μ − λ) = 1 ÷ 0.7; each replication on our kernel is one
    /// observation, with the start left out.
    /// </summary>
    [Fact]
    public void Intervals_cover_the_known_time_in_a_queue()
    {
        int covered = 0;
        for (int study = 0; study < Studies; study++)
        {
            double[] times = [.. Enumerable.Range(0, 10).Select(number => QueueModel.MeanTime(study, number, customers: 400, skipped: 50))];
            covered += Sample.Of(times).IntervalAt(0.95)!.Value.Covers(1 / 0.7) ? 1 : 0;
        }

        Assert.InRange(covered, 930, 970);
    }

    [Fact]
    public void The_paired_test_has_its_size_and_power()
    {
        Assert.InRange(Rejections(shift: 0), 35, 65);
        
        // Twelve differences with deviation 1 show a shift of 1 in 89 % of the studies.
        Assert.InRange(Rejections(shift: 1), 860, 920);
    }

    /// <summary>Pairs share a large common part; both have noise of their own.</summary>
    private static int Rejections(double shift)
    {
        NormalDistribution common = new(50, 20, -1e9);
        NormalDistribution noise = new(0, 0.7, -1e9);
        int rejected = 0;
        for (int study = 0; study < Studies; study++)
        {
            RandomStream stream = new RandomStreams(5).For("paired", study);
            List<double> first = [];
            List<double> second = [];
            for (int pair = 0; pair < 12; pair++)
            {
                double level = common.Sample(stream);
                first.Add(level + noise.Sample(stream));
                second.Add(level + noise.Sample(stream) + shift);
            }

            rejected += PairedDifference.Of(first, second).Difference.PValue <= 0.05 ? 1 : 0;
        }

        return rejected;
    }
}
