namespace Simulator.Randomness;

/// <summary>Lifetimes whose rate of failure grows (shape above 1) or falls (below 1) with age.</summary>
public sealed record WeibullDistribution : Distribution
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="shape">Shape, more than 0.</param>
    /// <param name="scale">Scale (the 63.2 % quantile), more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public WeibullDistribution(double shape, double scale)
    {
        Shape = Positive(shape, nameof(shape));
        Scale = Positive(scale, nameof(scale));
    }

    /// <summary>Shape, more than 0.</summary>
    public double Shape { get; }

    /// <summary>Scale (the 63.2 % quantile), more than 0.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override double Mean => Scale * MathNet.Numerics.SpecialFunctions.Gamma(1 + (1 / Shape));

    /// <inheritdoc/>
    public override double Quantile(double p) => Scale * Math.Pow(-Math.Log(1 - p), 1 / Shape);

    /// <inheritdoc/>
    public override string Describe() => Text($"Weibull, shape {Shape}, scale {Scale}");
}
