namespace Simulator.Randomness;

/// <summary>Positive values whose logarithm is normal: durations with a long tail.</summary>
public sealed record LogNormalDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="median">The median, more than 0.</param>
    /// <param name="sigma">Standard deviation of the natural logarithm, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public LogNormalDistribution(double median, double sigma)
    {
        Median = Positive(median, nameof(median));
        Sigma = NotNegative(sigma, nameof(sigma));
    }

    /// <summary>The median, more than 0.</summary>
    public double Median { get; }

    /// <summary>Standard deviation of the natural logarithm, 0 or more.</summary>
    public double Sigma { get; }

    /// <inheritdoc/>
    public override double Mean => Median * Math.Exp(Sigma * Sigma / 2);

    /// <summary>The distribution with a given mean and standard deviation.</summary>
    /// <param name="mean">The mean, more than 0.</param>
    /// <param name="deviation">The standard deviation of the values, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static LogNormalDistribution FromMean(double mean, double deviation)
    {
        double ratio = NotNegative(deviation, nameof(deviation)) / Positive(mean, nameof(mean));
        double growth = 1 + (ratio * ratio);
        return new LogNormalDistribution(mean / Math.Sqrt(growth), Math.Sqrt(Math.Log(growth)));
    }

    /// <inheritdoc/>
    public override double Quantile(double p) => Median * Math.Exp(Sigma * NormalCurve.Quantile(p));

    /// <inheritdoc/>
    public override string Describe() => Text($"lognormal, median {Median}, sigma {Sigma}");
}
