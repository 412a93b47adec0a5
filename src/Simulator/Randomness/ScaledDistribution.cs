namespace Simulator.Randomness;

/// <summary>Another distribution with every value multiplied.</summary>
/// <param name="Inner">The distribution.</param>
/// <param name="Factor">What its values are multiplied by; more than 0.</param>
public sealed record ScaledDistribution(Distribution Inner, double Factor) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Inner.Mean * Factor;

    /// <inheritdoc/>
    public override double Quantile(double p) => Inner.Quantile(p) * Factor;

    /// <inheritdoc/>
    public override string Describe() => Text($"{Factor:0.####} × ({Inner.Describe()})");
}
