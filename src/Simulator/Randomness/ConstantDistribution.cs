namespace Simulator.Randomness;

/// <summary>Always the same value.</summary>
public sealed record ConstantDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public ConstantDistribution(double value)
    {
        Value = Finite(value, nameof(value));
    }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override double Mean => Value;

    /// <inheritdoc/>
    public override double Quantile(double p) => Value;

    /// <inheritdoc/>
    public override string Describe() => Text($"constant {Value}");
}
