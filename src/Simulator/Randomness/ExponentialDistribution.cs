namespace Simulator.Randomness;

/// <summary>Times between events that come independently at a constant rate.</summary>
public sealed record ExponentialDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="average">The mean, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public ExponentialDistribution(double average)
    {
        Average = Positive(average, nameof(average));
    }

    /// <summary>The mean, more than 0.</summary>
    public double Average { get; }

    /// <inheritdoc/>
    public override double Mean => Average;

    /// <inheritdoc/>
    public override double Quantile(double p) => -Average * Math.Log(1 - p);

    /// <inheritdoc/>
    public override string Describe() => Text($"exponential, mean {Average}");
}
