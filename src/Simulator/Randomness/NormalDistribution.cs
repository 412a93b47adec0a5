namespace Simulator.Randomness;

/// <summary>The normal distribution, cut off below and above; what is cut off is spread over the rest.</summary>
public sealed record NormalDistribution : Distribution
{
    private readonly double below;
    private readonly double inside;

    /// <summary>Creates the distribution.</summary>
    /// <param name="centre">Mean before cutting.</param>
    /// <param name="deviation">Standard deviation before cutting, more than 0.</param>
    /// <param name="min">Smallest value; 0 keeps durations positive.</param>
    /// <param name="max">Largest value.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range, or next to nothing lies between the limits.</exception>
    public NormalDistribution(
        double centre,
        double deviation,
        double min = double.NegativeInfinity,
        double max = double.PositiveInfinity)
    {
        Centre = Finite(centre, nameof(centre));
        Deviation = Positive(deviation, nameof(deviation));
        Min = min;
        Max = max;
        below = NormalCurve.Cdf((min - centre) / deviation);
        inside = NormalCurve.Cdf((max - centre) / deviation) - below;
        if (!(inside > 1e-9))
        {
            throw new ArgumentOutOfRangeException(nameof(min), "The limits leave next to nothing of the distribution.");
        }
    }

    /// <summary>Mean before cutting.</summary>
    public double Centre { get; }

    /// <summary>Standard deviation before cutting.</summary>
    public double Deviation { get; }

    /// <summary>Smallest value.</summary>
    public double Min { get; }

    /// <summary>Largest value.</summary>
    public double Max { get; }

    /// <inheritdoc/>
    public override double Mean =>
        Centre + (Deviation * (NormalCurve.Density((Min - Centre) / Deviation) - NormalCurve.Density((Max - Centre) / Deviation)) / inside);

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        // Rounding may lead to 0 or 1, whose quantiles are infinite.
        double share = Math.Clamp(below + (p * inside), double.Epsilon, 1 - 1e-16);
        return Math.Clamp(Centre + (Deviation * NormalCurve.Quantile(share)), Min, Max);
    }

    /// <inheritdoc/>
    public override string Describe()
    {
        string text = Text($"normal, mean {Centre}, deviation {Deviation}");
        text += double.IsNegativeInfinity(Min) ? "" : Text($", at least {Min}");
        return text + (double.IsPositiveInfinity(Max) ? "" : Text($", at most {Max}"));
    }
}
