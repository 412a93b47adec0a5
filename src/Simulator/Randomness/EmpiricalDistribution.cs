namespace Simulator.Randomness;

/// <summary>Values as observed: the observations are the quantiles, with straight lines between neighbours.</summary>
public sealed record EmpiricalDistribution : Distribution
{
    private readonly double[] sorted;

    /// <summary>Creates the distribution of some observations.</summary>
    /// <param name="observations">One or more finite values, in any order.</param>
    /// <exception cref="ArgumentException">There is no observation, or one is not finite.</exception>
    public EmpiricalDistribution(IEnumerable<double> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        sorted = [.. observations.Select(value => Finite(value, nameof(observations)))];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("An empirical distribution needs at least one observation.", nameof(observations));
        }

        Array.Sort(sorted);
        Mean = MeanOf(sorted);
    }

    /// <summary>Number of observations.</summary>
    public int Count => sorted.Length;

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        double place = p * (sorted.Length - 1);
        int index = Math.Clamp((int)place, 0, sorted.Length - 1);
        return index + 1 < sorted.Length ? sorted[index] + ((place - index) * (sorted[index + 1] - sorted[index])) : sorted[index];
    }

    /// <inheritdoc/>
    public override string Describe() => Text($"{sorted.Length} observations, {sorted[0]} to {sorted[^1]}, median {Quantile(0.5)}");

    /// <summary>Equal if the observations are.</summary>
    public bool Equals(EmpiricalDistribution? other) => other is not null && sorted.AsSpan().SequenceEqual(other.sorted);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(sorted.Length, Mean);

    // The area under the straight lines: the ends count half.
    private static double MeanOf(double[] values)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        double sum = (values[0] + values[^1]) / 2;
        for (int index = 1; index < values.Length - 1; index++)
        {
            sum += values[index];
        }

        return sum / (values.Length - 1);
    }
}
