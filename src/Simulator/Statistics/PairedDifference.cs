namespace Simulator.Statistics;

/// <summary>
/// The difference of two policies that were run on equal random numbers: each pair is one observation, so that what both have in common
/// (the same arrivals, the same lifetimes) falls out. Immutable.
/// </summary>
/// <param name="Baseline">The first policy's observations.</param>
/// <param name="Variant">The second policy's.</param>
/// <param name="Difference">Second minus first, pair by pair.</param>
/// <param name="Covariance">Covariance of both (divisor n − 1); NaN below two pairs.</param>
/// <param name="IsNeverNegative">Whether no observation is below 0.</param>
public sealed record PairedDifference(Sample Baseline, Sample Variant, Sample Difference, double Covariance, bool IsNeverNegative)
{
    /// <summary>Pairs up observations of equal index.</summary>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static PairedDifference Of(IReadOnlyList<double> baseline, IReadOnlyList<double> variant)
    {
        if (baseline.Count != variant.Count)
        {
            throw new ArgumentException("Pairs need equally many observations.", nameof(variant));
        }

        Sample first = Sample.Of(baseline);
        Sample second = Sample.Of(variant);
        double products = 0;
        for (int index = 0; index < baseline.Count; index++)
        {
            products += (baseline[index] - first.Mean) * (variant[index] - second.Mean);
        }

        return new PairedDifference(
            first,
            second,
            Sample.Of([.. variant.Select((value, index) => value - baseline[index])]),
            baseline.Count < 2 ? double.NaN : products / (baseline.Count - 1),
            baseline.Concat(variant).All(value => value >= 0));
    }

    /// <summary>The second mean ÷ the first − 1: −0.31 is 31 % less. NaN when the first is 0.</summary>
    public double Relative => Baseline.Mean == 0 ? double.NaN : (Variant.Mean / Baseline.Mean) - 1;

    /// <summary>
    /// Fieller's interval of <see cref="Relative"/>: the ratios r for which Student's test does not reject that the mean of
    /// (second − r · first) is 0. (E. C. Fieller, Some problems in interval estimation, 1954.)
    /// </summary>
    /// <remarks>Cut off at −1 where neither policy has a value below 0: nothing can be more than 100 % less.</remarks>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>Null when the first mean may be 0 at that confidence, for then the ratio has no finite interval.</returns>
    public Interval? RelativeAt(double confidence)
    {
        if (!Difference.HasInterval || Baseline.Mean == 0)
        {
            return null;
        }

        double square = Math.Pow(Baseline.Quantile((1 + confidence) / 2), 2) / Baseline.Count;
        double a = (Baseline.Mean * Baseline.Mean) - (square * Baseline.Deviation * Baseline.Deviation);
        double b = (Baseline.Mean * Variant.Mean) - (square * Covariance);
        double c = (Variant.Mean * Variant.Mean) - (square * Variant.Deviation * Variant.Deviation);
        if (a <= 0)
        {
            return null;
        }

        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        double least = IsNeverNegative ? -1 : double.NegativeInfinity;
        return new Interval(Math.Max(least, ((b - root) / a) - 1), Math.Max(least, ((b + root) / a) - 1));
    }
}
