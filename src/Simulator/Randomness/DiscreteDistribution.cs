namespace Simulator.Randomness;

/// <summary>One of some values, each with its weight.</summary>
public sealed record DiscreteDistribution : Distribution
{
    private readonly WeightedChoice<double> choice;

    /// <summary>Creates the distribution.</summary>
    /// <param name="values">One or more finite values.</param>
    /// <param name="weights">As many weights, 0 or more, of which one is more than 0.</param>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or hold a number out of its range.</exception>
    public DiscreteDistribution(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        choice = new WeightedChoice<double>(values, weights);
        double mean = 0;
        for (int index = 0; index < choice.Items.Count; index++)
        {
            mean += Finite(choice.Items[index], nameof(values)) * choice.ShareOf(index);
        }

        Mean = mean;
    }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double Quantile(double p) => choice.At(p);

    /// <inheritdoc/>
    public override string Describe() =>
        "one of " + string.Join(", ", choice.Items.Select((value, index) => Text($"{value} ({choice.ShareOf(index) * 100:0.##} %)")));
}
