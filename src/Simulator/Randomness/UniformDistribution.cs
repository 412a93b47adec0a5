namespace Simulator.Randomness;

/// <summary>Every value of an interval equally likely.</summary>
public sealed record UniformDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value, not below the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public UniformDistribution(double low, double high)
    {
        Low = Finite(low, nameof(low));
        High = Finite(high, nameof(high));
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
    }

    /// <summary>Smallest value.</summary>
    public double Low { get; }

    /// <summary>Largest value, not below the smallest.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override double Mean => Low + ((High - Low) / 2);

    /// <inheritdoc/>
    public override double Quantile(double p) => Low + (p * (High - Low));

    /// <inheritdoc/>
    public override string Describe() => Text($"uniform {Low} to {High}");
}
