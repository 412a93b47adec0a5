namespace Simulator.Randomness;

/// <summary>A rough guess: smallest, most likely and largest value.</summary>
public sealed record TriangularDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="mode">Most likely value.</param>
    /// <param name="high">Largest value, above the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public TriangularDistribution(double low, double mode, double high)
    {
        Low = Finite(low, nameof(low));
        Mode = Finite(mode, nameof(mode));
        High = Finite(high, nameof(high));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        ArgumentOutOfRangeException.ThrowIfLessThan(mode, low);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mode, high);
    }

    /// <summary>Smallest value.</summary>
    public double Low { get; }

    /// <summary>Most likely value.</summary>
    public double Mode { get; }

    /// <summary>Largest value, above the smallest.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override double Mean => (Low + Mode + High) / 3;

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        double width = High - Low;
        return p * width <= Mode - Low
            ? Low + Math.Sqrt(p * width * (Mode - Low))
            : High - Math.Sqrt((1 - p) * width * (High - Mode));
    }

    /// <inheritdoc/>
    public override string Describe() => Text($"triangular {Low} to {High}, mode {Mode}");
}
