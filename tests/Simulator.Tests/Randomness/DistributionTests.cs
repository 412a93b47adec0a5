using Simulator.Randomness;
using Xunit;

namespace Simulator.Tests.Randomness;

public sealed class DistributionTests
{
    public static TheoryData<Distribution, string> All => new()
    {
        { new ConstantDistribution(3.5), "constant 3.5" },
        { new UniformDistribution(2, 5), "uniform 2 to 5" },
        { new ExponentialDistribution(4), "exponential, mean 4" },
        { new LogNormalDistribution(10, 0.5), "lognormal, median 10, sigma 0.5" },
        { LogNormalDistribution.FromMean(5, 5), "lognormal, median 3.5355339059327373, sigma 0.8325546111576977" },
        { new WeibullDistribution(1.5, 20), "Weibull, shape 1.5, scale 20" },
        { new TriangularDistribution(1, 2, 6), "triangular 1 to 6, mode 2" },
        { new NormalDistribution(10, 2), "normal, mean 10, deviation 2" },
        { new NormalDistribution(1, 2, min: 0), "normal, mean 1, deviation 2, at least 0" },
        { new NormalDistribution(1, 2, min: 0, max: 3), "normal, mean 1, deviation 2, at least 0, at most 3" },
        { new EmpiricalDistribution([5, 1, 3, 3]), "4 observations, 1 to 5, median 3" },
        { new DiscreteDistribution([1, 2, 8], [1, 2, 1]), "one of 1 (25 %), 2 (50 %), 8 (25 %)" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void The_mean_agrees_with_the_quantiles_and_the_text_names_the_parameters(Distribution distribution, string text)
    {
        const int Steps = 200_000;
        double sum = 0;
        double before = double.NegativeInfinity;
        for (int step = 0; step < Steps; step++)
        {
            double value = distribution.Quantile((step + 0.5) / Steps);
            Assert.True(value >= before, "quantiles must not fall");
            before = value;
            sum += value;
        }

        Assert.Equal(distribution.Mean, sum / Steps, distribution.Mean * 1e-3);
        Assert.Equal(text, distribution.Describe());
    }

    [Fact]
    public void The_normal_quantiles_are_exact_to_many_digits()
    {
        Assert.Equal(0, NormalCurve.Quantile(0.5));
        Assert.Equal(1.9599639845400545, NormalCurve.Quantile(0.975), 14);
        Assert.Equal(-2.3263478740408408, NormalCurve.Quantile(0.01), 14);
        Assert.Equal(-9.262340089798408, NormalCurve.Quantile(1e-20), 12);
        for (double x = -8; x < 8; x += 0.037)
        {
            double p = NormalCurve.Cdf(x);
            Assert.Equal(MathNet.Numerics.Distributions.Normal.CDF(0, 1, x), p, 13);
            if (x < 4)
            {
                Assert.Equal(x, NormalCurve.Quantile(p), 1e-9 * Math.Max(1, Math.Abs(x)));
            }
        }
    }

    [Fact]
    public void Each_sample_takes_one_number_whatever_the_distribution()
    {
        foreach (object[] row in All)
        {
            RandomStream used = new(11);
            RandomStream plain = new(11);
            ((Distribution)row[0]).Sample(used);
            plain.NextUInt64();
            Assert.Equal(plain.NextUInt64(), used.NextUInt64());
        }
    }

    [Fact]
    public void A_cut_normal_stays_within_its_limits()
    {
        NormalDistribution distribution = new(0, 10, min: -1, max: 2);
        RandomStream stream = new(4);
        for (int draw = 0; draw < 10_000; draw++)
        {
            Assert.InRange(distribution.Sample(stream), -1, 2);
        }
    }

    [Fact]
    public void A_weighted_choice_follows_its_weights_and_never_takes_an_item_without_weight()
    {
        WeightedChoice<string> choice = new(["never", "often", "no", "seldom", "nor"], [0, 3, 0, 1, 0]);
        Assert.Equal("often", choice.At(0));
        Assert.Equal("often", choice.At(0.7499));
        Assert.Equal("seldom", choice.At(0.75));
        Assert.Equal("seldom", choice.At(1));
        RandomStream stream = new(8);
        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => choice.Sample(stream) == "often"), 7_300, 7_700);
    }

    [Fact]
    public void Durations_are_whole_ticks_between_zero_and_a_century()
    {
        RandomStream stream = new(1);
        Assert.Equal(TimeSpan.FromTicks(12_345_679), new ConstantDistribution(1.23456789).SampleTime(stream));
        Assert.Equal(TimeSpan.Zero, new ConstantDistribution(-3).SampleTime(stream));
        Assert.Equal(TimeSpan.FromDays(36_525), new ConstantDistribution(1e300).SampleTime(stream));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Action[] wrong =
        [
            () => _ = new ConstantDistribution(double.NaN),
            () => _ = new UniformDistribution(2, 1),
            () => _ = new ExponentialDistribution(0),
            () => _ = new ExponentialDistribution(double.PositiveInfinity),
            () => _ = new LogNormalDistribution(-1, 1),
            () => _ = new WeibullDistribution(1, -1),
            () => _ = new TriangularDistribution(1, 4, 3),
            () => _ = new NormalDistribution(0, 1, min: 50),
            () => _ = new NormalDistribution(0, 1, min: 2, max: 1),
            () => _ = new EmpiricalDistribution([]),
            () => _ = new EmpiricalDistribution([double.NaN]),
            () => _ = new DiscreteDistribution([1, 2], [1]),
            () => _ = new DiscreteDistribution([1], [0]),
            () => _ = new DiscreteDistribution([1], [-1]),
        ];
        Assert.All(wrong, attempt => Assert.ThrowsAny<ArgumentException>(attempt));
    }
}
